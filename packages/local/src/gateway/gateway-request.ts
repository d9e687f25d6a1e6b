import { IncomingMessage } from "node:http";
import type { Attempt } from "./attempt";

/** A client's request. The proxy library reports its events by request: `attempt` says whose they are. */
export class GatewayRequest extends IncomingMessage {
  attempt: Attempt | undefined;
}
