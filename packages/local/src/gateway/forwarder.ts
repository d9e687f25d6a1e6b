import { Agent, type ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import type { ServerOptions } from "http-proxy-3";
import { deliverAnswer, deliverResponse, guarded } from "./answer-delivery";
import { Attempt, type Turn } from "./attempt";
import type { Decision } from "./backend";
import type { ForwardJob } from "./forward-job";
import { SERVICE_UNAVAILABLE } from "./refusal";
import { TargetProxies } from "./target-proxies";

/**
 * A kept connection that nobody needs is closed after this time, in milliseconds, or after the shorter one that the target
 * names in `keep-alive`. It is the load balancer's default idle timeout, below the 65 s of the services.
 */
const KEPT_IDLE_MILLISECONDS = 60_000;

/** Carries requests to the targets that backends decide on, and their answers back. */
export class Forwarder {
  private readonly kept = new Agent({ keepAlive: true, timeout: KEPT_IDLE_MILLISECONDS });
  private readonly single = new Agent({ keepAlive: false });
  private readonly proxies = new TargetProxies(this.kept, {
    onSocket: (attempt, request, socket) => {
      this.onSocket(attempt, request, socket);
    },
    onAnswer: (attempt, answer) => {
      guarded(attempt.job, () => {
        deliverAnswer(attempt, answer);
      });
    },
    onError: (attempt, error) => {
      guarded(attempt.job, () => {
        this.onError(attempt, error);
      });
    },
  });

  send(job: ForwardJob): void {
    const { exchange } = job;
    const timer = setTimeout(() => {
      // A client may take longer to read what the integration has answered in time.
      if (exchange.response.headersSent) return;
      exchange.integrationError = `no answer within ${job.timeoutMilliseconds} ms`;
      exchange.attempt?.cut("integration-timeout");
      exchange.refuse(SERVICE_UNAVAILABLE);
    }, job.timeoutMilliseconds);
    exchange.response.on("close", () => {
      clearTimeout(timer);
      const { attempt } = exchange;
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
      deliverResponse(job, decision.response);
      return;
    }
    exchange.target = decision.target.id;
    const { request: carried } = exchange;
    const attempt = new Attempt(job, decision);
    exchange.attempt = attempt;
    carried.headers = request.headers;
    carried.url = request.query === "" ? request.path : `${request.path}?${request.query}`;
    carried.method = request.method;
    this.proxies.send(attempt, this.ownOptions(job, turn));
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

  private onError(attempt: Attempt, error: NodeJS.ErrnoException): void {
    const { job, decision } = attempt;
    const { exchange } = job;
    attempt.settle({ kind: "failed", error });
    // What happens to an answer that has begun is told by the answer itself.
    if (exchange.response.headersSent || exchange.response.destroyed || attempt.answer !== undefined) return;
    if (attempt.cutOff === "idle" && decision.onTimeout !== undefined) {
      deliverResponse(job, decision.onTimeout());
      return;
    }
    const next = attempt.wasRefused(error) ? decision.onRefused?.() : undefined;
    if (next !== undefined) this.follow(job, next, "after-refusal");
    else if (attempt.lostKeptConnection(error))
      this.follow(job, job.backend.decide(job.request), "after-lost-connection");
    else {
      exchange.integrationError = error.message;
      deliverResponse(job, decision.onFailure(error));
    }
  }
}
