import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "./clock";
import type { Cors } from "./cors";
import { emptyTrace, type ExchangeTrace } from "./exchange-trace";
import type { ExchangeFacts } from "./exchange-facts";
import type { AnswerHeaders } from "./forwarding-headers";
import type { Moments } from "./hops";
import { requestId } from "./ids";
import { KeptBody } from "./kept-body";
import type { OpenAttempt } from "./open-attempt";
import { refusalBody, type Refusal } from "./refusal";

/** What all requests of a stage share. */
export interface ExchangeSetting {
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly cors: Cors | undefined;
  /** @default it is an HTTP API */
  readonly isRest?: true;
  /** What requests pass before the API or the load balancer, for the page: an endpoint first. @default nothing */
  readonly entry?: readonly string[];
  /** Requests bypass API Gateway, so answers have none of its headers. @default they come through it */
  readonly pastGateway?: true;
}

/** One request and its answer, from the first byte to the last. */
export class Exchange implements ExchangeFacts {
  readonly requestId = requestId();
  readonly startedAt: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly protocol: string;
  /** As the client sent them; what a backend gets is another object. */
  readonly headers: IncomingHttpHeaders;
  readonly sourceIp: string;
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  routePath: string;
  routeKey: string | undefined;
  pathParameters: Readonly<Record<string, string>> = {};
  claims: Readonly<Record<string, unknown>> | undefined;
  scopes: readonly string[] | undefined;
  authorizerContext: Readonly<Record<string, unknown>> | undefined;
  authorizerError: string | undefined;
  errorMessage: string | undefined;
  integrationError: string | undefined;
  integrationStatus: number | undefined;
  integrationLatency: number | undefined;
  requestBody: Buffer | undefined;
  responseLength = 0;
  responseLatency: number | undefined;
  /** The path through the backend, for the page: listener, rule, target group. */
  via: readonly string[] = [];
  /** What was between gateway and task. */
  viaKind: "load balancer" | "Cloud Map" | undefined;
  readonly moments: Moments = { received: performance.now() };
  /** Why the gateway or the load balancer answered instead of the task, in words. */
  reason: string | undefined;
  target: string | undefined;
  attempt: OpenAttempt | undefined;
  /** For the page. */
  readonly trace: ExchangeTrace;

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    private readonly setting: ExchangeSetting,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.now();
    const url = request.url ?? "/";
    const mark = url.indexOf("?");
    this.method = request.method ?? "GET";
    this.path = mark === -1 ? url : url.slice(0, mark);
    this.query = mark === -1 ? "" : url.slice(mark + 1);
    this.routePath = this.path;
    this.protocol = `HTTP/${request.httpVersion}`;
    this.headers = request.headers;
    const { remoteAddress = "" } = request.socket;
    this.sourceIp = remoteAddress.startsWith("::ffff:") ? remoteAddress.slice("::ffff:".length) : remoteAddress;
    this.stageName = setting.stageName;
    this.stageVariables = setting.stageVariables;
    this.trace = emptyTrace(this.protocol, request.rawHeaders);
  }

  get entry(): readonly string[] {
    return this.setting.entry ?? [];
  }

  /** `undefined` until there is an answer, and for good if the client left first. */
  get status(): number | undefined {
    return this.response.headersSent ? this.response.statusCode : undefined;
  }

  /** Records the first byte of the integration's answer. */
  answered(status: number): void {
    this.integrationStatus = status;
    this.integrationLatency = this.clock.now() - this.startedAt;
  }

  /** Sends status and headers, including the gateway's own. */
  begin(status: number, headers: AnswerHeaders): void {
    this.setting.cors?.apply(headers, this.headers.origin);
    const { pastGateway, isRest } = this.setting;
    if (pastGateway !== true) headers[isRest === true ? "x-amzn-requestid" : "apigw-requestid"] = this.requestId;
    this.trace.answerHeaders = headers;
    this.response.writeHead(status, headers);
  }

  /** Sends a part of an answer that has begun; `false` if the client should first read what it has. */
  passOn(chunk: Buffer): boolean {
    if (this.method !== "HEAD") {
      this.responseLength += chunk.length;
      (this.trace.answerBody ??= new KeptBody()).add(chunk);
    }
    return this.response.write(chunk);
  }

  /** Sends a whole answer. */
  answer(status: number, headers: AnswerHeaders, body: string | Buffer): void {
    if (this.response.headersSent || this.response.destroyed) return;
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    this.responseLength = this.method === "HEAD" ? 0 : bytes.length;
    if (this.responseLength > 0) this.trace.answerBody = new KeptBody(bytes);
    // An answer to HEAD gives the length of the body that it leaves out.
    const leftOut = this.method === "HEAD" && bytes.length === 0;
    if (status !== 204 && status !== 304 && !leftOut) headers["content-length"] = String(bytes.length);
    this.begin(status, headers);
    this.response.end(bytes);
  }

  /** Answers a preflight, which has no body and CORS headers of its own. */
  answerPreflight(headers: AnswerHeaders): void {
    headers["apigw-requestid"] = this.requestId;
    this.trace.answerHeaders = headers;
    this.response.writeHead(204, headers);
    this.response.end();
  }

  /** A refusal as this kind of API answers it. */
  refusal(refusal: Refusal): Refusal {
    return this.setting.isRest === true ? (refusal.rest ?? refusal) : refusal;
  }

  /**
   * Answers for the gateway itself.
   * @param reason in words, for the page and the console
   */
  refuse(given: Refusal, reason: string): void {
    const refusal = this.refusal(given);
    this.errorMessage = refusal.message;
    this.reason ??= reason;
    this.answer(refusal.status, { "content-type": "application/json", ...refusal.headers }, refusalBody(refusal));
  }
}
