import type { IncomingHttpHeaders } from "node:http";
import type { StreamLimits } from "@private-http-api/topology";
import type { Backend, BackendRequest } from "./backend";
import type { Exchange } from "./exchange";
import type { ResponseMappings } from "./response-mapping";

/** A request that is ready for its backend. */
export interface ForwardJob {
  readonly exchange: Exchange;
  readonly backend: Backend;
  readonly request: BackendRequest;
  readonly mappings: ResponseMappings;
  /** The body, if it was read already. @default it streams from the client */
  readonly body: Buffer | undefined;
  /** For the whole answer, or the whole stream. */
  readonly timeoutMilliseconds: number;
  /** Changes the body of an answer that is delivered when it is complete. @default it passes as it is */
  readonly payload?: ((body: Buffer, headers: IncomingHttpHeaders) => Buffer) | undefined;
  /** Passes on each part of the answer as it comes. @default the answer is delivered when it is complete */
  readonly stream?: StreamLimits | undefined;
}
