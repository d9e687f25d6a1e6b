/** The seam between the gateway and what it forwards to; one instance for every `BackendRef`. */
import type { IncomingHttpHeaders } from "node:http";

/** The request as the gateway sends it on: after the stage, the authorizer and the parameter mappings. */
export interface BackendRequest {
  readonly method: string;
  /** Path without the query string, still percent-encoded. */
  readonly path: string;
  /** Without the question mark; empty when there is none. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly sourceIp: string;
}

export interface Target {
  /** Names the task in logs and on the page, e.g. `book-service/2`. */
  readonly id: string;
  readonly host: string;
  readonly port: number;
}

/** What happened to a request that was forwarded; told by the gateway when the exchange has ended. */
export type Outcome =
  | {
      readonly kind: "answered";
      readonly status: number;
      /** The target's own answer said `connection: close`: it may be stopping, so its health is asked at once. */
      readonly closing?: boolean;
    }
  | { readonly kind: "failed"; readonly error: Error };

export type Decision =
  | {
      readonly kind: "forward";
      readonly target: Target;
      /** The way taken, for the page and the access log: listener, rule and target group. */
      readonly via: readonly string[];
      /** What the client gets when the target cannot be reached, or breaks off before its first byte. */
      readonly onFailure: (error: NodeJS.ErrnoException) => BackendResponse;
      /**
       * Asked instead of `onFailure` when the target refused the connection: nothing was sent, so another target may get
       * the request whatever its method. The first exchange ends with `done({ kind: "failed" })` before. `undefined`:
       * no other target is there, answer `onFailure`.
       */
      readonly onRefused?: () => Decision | undefined;
      /** Longest wait for the next byte, in milliseconds (the load balancer's idle timeout). */
      readonly idleTimeoutMilliseconds?: number;
      readonly onTimeout?: () => BackendResponse;
      /** Called exactly once, when the exchange has ended, so that draining and counts see it. */
      readonly done: (outcome: Outcome) => void;
    }
  | { readonly kind: "respond"; readonly via: readonly string[]; readonly response: BackendResponse };

export interface BackendResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Backend {
  decide(request: BackendRequest): Decision;
}
