import { Agent, type ClientRequest, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import type { ServerOptions } from "http-proxy-3";
import { Attempt, type Turn } from "./attempt";
import type { Backend, BackendRequest, BackendResponse, Decision } from "./backend";
import type { BodyRecording } from "./body-recording";
import type { Exchange } from "./exchange";
import { answerHeaders, type AnswerHeaders } from "./forwarding-headers";
import { INTERNAL_SERVER_ERROR, SERVICE_UNAVAILABLE } from "./refusal";
import type { ResponseMappings } from "./response-mapping";
import { TargetProxies } from "./target-proxies";

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
  private readonly proxies = new TargetProxies(this.kept, {
    onSocket: (attempt, request, socket) => {
      this.onSocket(attempt, request, socket);
    },
    onAnswer: (attempt, answer) => {
      this.guarded(attempt.job, () => {
        this.onAnswer(attempt, answer);
      });
    },
    onError: (attempt, error) => {
      this.guarded(attempt.job, () => {
        this.onError(attempt, error);
      });
    },
  });

  send(job: ForwardJob): void {
    const { exchange } = job;
    const timer = setTimeout(() => {
      exchange.integrationError = `no answer within ${job.timeoutMilliseconds} ms`;
      exchange.request.attempt?.cut("integration-timeout");
      if (exchange.response.headersSent) exchange.response.destroy();
      else exchange.refuse(SERVICE_UNAVAILABLE);
    }, job.timeoutMilliseconds);
    exchange.response.on("close", () => {
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
    const { request: carried } = exchange;
    carried.attempt = new Attempt(job, decision, turn);
    carried.headers = request.headers;
    carried.url = request.query === "" ? request.path : `${request.path}?${request.query}`;
    carried.method = request.method;
    const options = this.ownOptions(job, turn);
    const proxy = this.proxies.to(decision.target);
    if (options === undefined) proxy.web(carried, exchange.response);
    else proxy.web(carried, exchange.response, options);
  }

  /** Where a request needs other options than its target's proxy has. */
  private ownOptions({ request, body, streamed, exchange }: ForwardJob, turn: Turn): ServerOptions | undefined {
    const options: ServerOptions = {};
    if (turn === "after-lost-connection") options.agent = this.single;
    if (body !== undefined) options.buffer = Readable.from([body]);
    else if (turn !== "first" && streamed !== undefined) options.buffer = streamed.replay();
    if (request.headers["transfer-encoding"] !== undefined) {
      // By the method of the client's request, the library declares a DELETE or OPTIONS without a length to be empty.
      exchange.request.method = "POST";
      options.method = request.method;
    }
    return Object.keys(options).length === 0 ? undefined : options;
  }

  private onSocket(attempt: Attempt, request: ClientRequest, socket: Socket): void {
    attempt.proxyRequest = request;
    const { streamed, timeoutMilliseconds } = attempt.job;
    if (streamed !== undefined && socket.connecting)
      socket.once("connect", () => {
        streamed.stop();
      });
    else streamed?.stop();
    const { idleTimeoutMilliseconds, onTimeout } = attempt.decision;
    if (idleTimeoutMilliseconds === undefined || onTimeout === undefined) return;
    if (idleTimeoutMilliseconds >= timeoutMilliseconds) return;
    request.setTimeout(idleTimeoutMilliseconds, () => {
      attempt.cut("idle");
    });
  }

  private onAnswer(attempt: Attempt, answer: IncomingMessage): void {
    const { job } = attempt;
    const { exchange } = job;
    const status = answer.statusCode ?? 502;
    attempt.answer = answer;
    exchange.answered(status);
    const closing = answer.headers.connection?.toLowerCase() === "close";
    answer.on("end", () => {
      attempt.settle({ kind: "answered", status, closing });
    });
    answer.on("error", (error) => {
      attempt.settle({ kind: "failed", error });
      if (!exchange.response.writableEnded) exchange.response.destroy();
    });
    const headers = answerHeaders(answer.headers);
    const mapping = job.mappings(status);
    if (mapping?.needsBody === true) {
      this.deliverWhole(job, status, headers, answer);
      return;
    }
    const draft = { status, headers };
    mapping?.apply(draft, exchange, undefined);
    exchange.stream(draft.status, draft.headers, answer);
  }

  private deliverWhole(job: ForwardJob, status: number, headers: AnswerHeaders, answer: IncomingMessage): void {
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    answer.on("end", () => {
      this.guarded(job, () => {
        this.mapAndAnswer(job, status, headers, Buffer.concat(chunks));
      });
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

  /**
   * Does what an event asks for. What goes wrong there, as a mapping whose value can be no header, is the client's 500
   * and not the end of the gateway.
   */
  private guarded({ exchange }: ForwardJob, work: () => void): void {
    try {
      work();
    } catch (error) {
      exchange.integrationError = error instanceof Error ? error.message : String(error);
      if (exchange.response.headersSent) exchange.response.destroy();
      else exchange.refuse(INTERNAL_SERVER_ERROR);
      exchange.request.attempt?.proxyRequest?.destroy();
    }
  }
}
