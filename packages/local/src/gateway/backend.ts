/** The interface between the gateway and what it forwards to; one instance per `BackendRef`. */
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

/** Whether a route or rule matched a request, and why not. */
export interface Considered {
  readonly name: string;
  readonly matched: boolean;
  readonly why: string;
}

/** Injected faults, read at every use. */
export interface TargetFaults {
  readonly failsHealthChecks: boolean;
  /** Milliseconds by which each answer is late. */
  readonly slowMilliseconds: number;
}

export interface Target {
  /** Names the task in logs and on the page, e.g. `book-service/2`. */
  readonly id: string;
  readonly host: string;
  readonly port: number;
  /** @default none */
  readonly faults?: TargetFaults;
}

/** How a forwarded request ended; reported by the gateway when the exchange has ended. */
export type Outcome =
  { readonly kind: "answered"; readonly status: number } | { readonly kind: "failed"; readonly error: Error };

interface Hop {
  /** What a request passes, for the page and the access log: listener, rule and target group. */
  readonly via: readonly string[];
  /** What is between gateway and task. */
  readonly viaKind: "load balancer" | "Cloud Map";
}

export type Decision =
  | (Hop & {
      readonly kind: "forward";
      readonly target: Target;
      /** Who answers when the target fails. An NLB and Cloud Map do not speak HTTP, so there it is API Gateway. */
      readonly answeredBy: "the load balancer" | "API Gateway";
      /** How long an idle connection to the target is kept, in milliseconds, whatever the target says. */
      readonly keptMilliseconds: number;
      /** What the client gets when the target cannot be reached, or breaks off before its first byte. */
      readonly onFailure: (error: NodeJS.ErrnoException) => BackendResponse;
      /** Longest wait for the next byte, in milliseconds (the load balancer's idle timeout). */
      readonly idleTimeoutMilliseconds?: number;
      readonly onTimeout?: () => BackendResponse;
      /** Called exactly once, when the exchange has ended, for draining and counting. */
      readonly done: (outcome: Outcome) => void;
    })
  | (Hop & {
      readonly kind: "respond";
      readonly response: BackendResponse;
      /** Why there is no target, in words. @default the listener's own rule or default action says so */
      readonly reason?: string;
    });

export interface BackendResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Backend {
  decide(request: BackendRequest): Decision;
  /** How each rule evaluated a request. @default there are no rules */
  explain?(request: BackendRequest): readonly Considered[];
}
