import type { ClientRequest } from "node:http";
import type { Outcome } from "./backend";

/** Why the gateway itself ended a request to a target. */
export type CutOff = "client" | "idle" | "integration-timeout" | "stream-idle" | "too-large";

/** The request to a target that an exchange is waiting for. */
export interface OpenAttempt {
  readonly proxyRequest: ClientRequest | undefined;
  readonly isSettled: boolean;
  /** Reports to the backend, once, how it ended. */
  settle(outcome: Outcome): void;
  /** Ends the request to the target without an answer. */
  cut(why: CutOff): void;
}
