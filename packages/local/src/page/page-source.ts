import type { IssuerRoutes } from "../issuer/issuer-routes";
import type { FaultOrder, FaultResult } from "../tasks/faults-on-demand";
import type { RequestLog } from "./request-log";
import type { TopologyView } from "./topology-view";

/** What the page shows, and how it gives tasks faults. */
export interface PageSource {
  readonly view: () => TopologyView;
  readonly log: RequestLog;
  readonly giveFault: (order: FaultOrder) => FaultResult;
  /** @default there is no issuer */
  readonly issuer?: IssuerRoutes | undefined;
}
