import type { IncomingHttpHeaders } from "node:http";
import type { Backend, BackendRequest, Considered } from "./backend";
import type { AnswerHeaders } from "./forwarding-headers";
import type { KeptBody } from "./kept-body";

/** What an integration's request parameters did to a request. */
export interface MappingTrace {
  /** Terraform address of the integration. */
  readonly address: string;
  /** As Terraform has them: `overwrite:path` to `$request.path`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly before: Pick<BackendRequest, "path" | "query" | "headers">;
}

/**
 * What a request and its response looked like at each hop. It only references what the gateway already holds, and is read
 * only when the request is opened, so a trace costs next to nothing per request.
 */
export interface ExchangeTrace {
  /** `HTTP/1.1`. */
  protocol: string;
  /** Names and values alternately, as the client sent them. */
  rawHeaders: readonly string[];
  /** Whether each route of the stage matched, and why not. */
  routes: (() => readonly Considered[]) | undefined;
  /** @default the integration has no request parameters */
  mapping: MappingTrace | undefined;
  /** What the backend was asked; `undefined` where the request did not get that far. */
  sent: BackendRequest | undefined;
  backend: Backend | undefined;
  /** The event that a function got, as JSON. */
  event: KeptBody | undefined;
  /** `undefined` as long as nothing of it was read. */
  requestBody: KeptBody | undefined;
  /** What the task, the function or the load balancer answered, before the response parameters. */
  answer: { readonly status: number; readonly headers: IncomingHttpHeaders | AnswerHeaders } | undefined;
  /** The headers that the client got. */
  answerHeaders: AnswerHeaders | undefined;
  answerBody: KeptBody | undefined;
}

export function emptyTrace(protocol: string, rawHeaders: readonly string[]): ExchangeTrace {
  return {
    protocol,
    rawHeaders,
    routes: undefined,
    mapping: undefined,
    sent: undefined,
    backend: undefined,
    event: undefined,
    requestBody: undefined,
    answer: undefined,
    answerHeaders: undefined,
    answerBody: undefined,
  };
}
