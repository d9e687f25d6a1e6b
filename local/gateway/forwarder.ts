import { Agent, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { ProxyServer, type ServerOptions } from "http-proxy-3";
import { Attempt, type Turn } from "./attempt";
import type { Backend, BackendRequest, BackendResponse, Decision } from "./backend";
import type { BodyRecording } from "./body-recording";
import type { Exchange } from "./exchange";
import { answerHeaders, type AnswerHeaders } from "./forwarding-headers";
import type { GatewayRequest } from "./gateway-request";
import { SERVICE_UNAVAILABLE } from "./refusal";
import type { ResponseMappings } from "./response-mapping";

/** A request that is ready for its backend. */
export interface ForwardJob {
  readonly exchange: Exchange;
  readonly backend: Backend;
  readonly request: BackendRequest;
  readonly mappings: ResponseMappings;
  /** The body where it was read already. */
  readonly body: Buffer | undefined;
  /** The body where it streams from the client. */
  readonly streamed: BodyRecording | undefined;
  readonly timeoutMilliseconds: number;
}

/** Carries requests to the targets that backends decide on, and their answers back. */
export class Forwarder {
  private readonly kept = new Agent({ keepAlive: true });
  private readonly single = new Agent({ keepAlive: false });
  private readonly proxy = new ProxyServer<typeof GatewayRequest, typeof ServerResponse>({
    toProxy: true,
    selfHandleResponse: true,
  });

  constructor() {
    this.proxy.on("proxyReq", (proxyRequest, { attempt }, _response, _options, socket) => {
      if (attempt === undefined) return;
      attempt.proxyRequest = proxyRequest;
      const { streamed } = attempt.job;
      if (streamed !== undefined && socket.connecting)
        socket.once("connect", () => {
          streamed.stop();
        });
      else streamed?.stop();
      this.watchIdle(attempt);
    });
    this.proxy.on("proxyRes", (answer, { attempt }) => {
      if (attempt !== undefined) this.onAnswer(attempt, answer);
    });
    const failed = (error: NodeJS.ErrnoException, { attempt }: GatewayRequest): void => {
      if (attempt !== undefined) this.onError(attempt, error);
    };
    this.proxy.on("error", failed);
    this.proxy.on("econnreset", failed);
  }

  send(job: ForwardJob): void {
    const { exchange } = job;
    const timer = setTimeout(() => {
      exchange.integrationError = `no answer within ${job.timeoutMilliseconds} ms`;
      exchange.request.attempt?.cut("integration-timeout");
      if (exchange.response.headersSent) exchange.response.destroy();
      else exchange.refuse(SERVICE_UNAVAILABLE);
    }, job.timeoutMilliseconds);
    exchange.response.once("close", () => {
      clearTimeout(timer);
      const { attempt } = exchange.request;
      if (attempt?.isSettled === false)
        attempt.settle({ kind: "failed", error: new Error("the client closed the connection") });
    });
    this.follow(job, job.backend.decide(job.request), "first");
  }

  close(): void {
    this.kept.destroy();
    this.single.destroy();
  }

  private follow(job: ForwardJob, decision: Decision, turn: Turn): void {
    const { exchange, request } = job;
    exchange.via = decision.via;
    if (decision.kind === "respond") {
      this.deliver(job, decision.response);
      return;
    }
    exchange.target = decision.target.id;
    exchange.request.attempt = new Attempt(job, decision, turn);
    exchange.request.headers = request.headers;
    exchange.request.url = request.query === "" ? request.path : `${request.path}?${request.query}`;
    // The library declares each DELETE and OPTIONS without a length empty, by this method; `method` below is what it sends.
    if (request.headers["transfer-encoding"] !== undefined) exchange.request.method = "POST";
    const options: ServerOptions = {
      target: decision.target,
      agent: turn === "after-lost-connection" ? this.single : this.kept,
      method: request.method,
    };
    if (job.body !== undefined) options.buffer = Readable.from([job.body]);
    else if (turn !== "first" && job.streamed !== undefined) options.buffer = job.streamed.replay();
    this.proxy.web(exchange.request, exchange.response, options);
  }

  private watchIdle(attempt: Attempt): void {
    const { idleTimeoutMilliseconds, onTimeout } = attempt.decision;
    if (idleTimeoutMilliseconds === undefined || onTimeout === undefined) return;
    if (idleTimeoutMilliseconds >= attempt.job.timeoutMilliseconds) return;
    attempt.proxyRequest?.setTimeout(idleTimeoutMilliseconds, () => {
      attempt.cut("idle");
    });
  }

  private onAnswer(attempt: Attempt, answer: IncomingMessage): void {
    const { exchange, mappings } = attempt.job;
    const status = answer.statusCode ?? 502;
    attempt.answer = answer;
    exchange.answered(status);
    const closing = answer.headers.connection?.toLowerCase() === "close";
    answer.once("end", () => {
      attempt.settle({ kind: "answered", status, closing });
    });
    answer.once("error", (error) => {
      attempt.settle({ kind: "failed", error });
      exchange.response.destroy();
    });
    const headers = answerHeaders(answer.headers);
    const mapping = mappings(status);
    if (mapping?.needsBody === true) {
      this.deliverWhole(attempt.job, status, headers, answer);
      return;
    }
    const draft = { status, headers };
    mapping?.apply(draft, exchange, undefined);
    exchange.stream(draft.status, draft.headers, answer);
  }

  private deliverWhole(job: ForwardJob, status: number, headers: AnswerHeaders, answer: IncomingMessage): void {
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    answer.once("end", () => {
      this.mapAndAnswer(job, status, headers, Buffer.concat(chunks));
    });
  }

  private onError(attempt: Attempt, error: NodeJS.ErrnoException): void {
    const { job, decision } = attempt;
    const { exchange } = job;
    attempt.settle({ kind: "failed", error });
    if (exchange.response.headersSent || exchange.response.destroyed || attempt.answer !== undefined) {
      if (!exchange.response.writableEnded) exchange.response.destroy();
      return;
    }
    if (attempt.cutOff === "idle" && decision.onTimeout !== undefined) {
      this.deliver(job, decision.onTimeout());
      return;
    }
    const next = attempt.wasRefused(error) ? decision.onRefused?.() : undefined;
    if (next !== undefined) this.follow(job, next, "after-refusal");
    else if (attempt.lostKeptConnection(error))
      this.follow(job, job.backend.decide(job.request), "after-lost-connection");
    else {
      exchange.integrationError = error.message;
      this.deliver(job, decision.onFailure(error));
    }
  }

  /** Answers with what the backend says itself: a fixed response, a redirect, an error of the load balancer. */
  private deliver(job: ForwardJob, response: BackendResponse): void {
    const headers: AnswerHeaders = {};
    for (const [name, value] of Object.entries(response.headers)) headers[name.toLowerCase()] = value;
    job.exchange.answered(response.status);
    this.mapAndAnswer(job, response.status, headers, Buffer.from(response.body));
  }

  private mapAndAnswer(job: ForwardJob, status: number, headers: AnswerHeaders, body: Buffer): void {
    const draft = { status, headers };
    job.mappings(status)?.apply(draft, job.exchange, body);
    job.exchange.answer(draft.status, draft.headers, body);
  }
}
