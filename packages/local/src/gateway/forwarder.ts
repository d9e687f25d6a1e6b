import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { deliverAnswer, deliverResponse, guarded } from "./answer-delivery";
import { breakOff, streamAnswer } from "./answer-stream";
import { Attempt } from "./attempt";
import { ConnectionClosed, failureReason, UnaskedUpgrade } from "./failure-reason";
import type { ForwardJob } from "./forward-job";
import { INTEGRATION_TIMEOUT } from "./refusal";
import { KnownTargets } from "./known-targets";
import { sendBody, targetRequest } from "./target-request";

/** Sends requests to the targets that backends choose, and returns their answers. */
export class Forwarder {
  private readonly targets = new KnownTargets();

  send(job: ForwardJob): void {
    const { exchange } = job;
    const decision = job.backend.decide(job.request);
    exchange.trace.sent = job.request;
    exchange.trace.backend = job.backend;
    exchange.moments.integrated = performance.now();
    exchange.via = decision.via;
    exchange.viaKind = decision.viaKind;
    if (decision.kind === "respond") {
      exchange.reason = decision.reason;
      deliverResponse(job, decision.response);
      return;
    }
    exchange.target = decision.target.id;
    const attempt = new Attempt(job, decision);
    exchange.attempt = attempt;
    this.limitTime(attempt);
    this.carry(attempt);
  }

  close(): void {
    this.targets.close();
  }

  private limitTime(attempt: Attempt): void {
    const { job, decision } = attempt;
    const { exchange, timeoutMilliseconds } = job;
    const timer = setTimeout(() => {
      if (exchange.response.headersSent) {
        // A client may take longer to read an answer that arrived in time.
        if (attempt.isSettled) return;
        const limit = `the integration's timeout of ${timeoutMilliseconds} ms`;
        breakOff(attempt, `${decision.target.id} did not end its answer within ${limit}`, "integration-timeout");
        return;
      }
      exchange.integrationError = `no answer within ${timeoutMilliseconds} ms`;
      attempt.cut("integration-timeout");
      const refusal = exchange.refusal(INTEGRATION_TIMEOUT);
      exchange.refuse(
        refusal,
        `${decision.target.id} did not answer within the integration's timeout of ${timeoutMilliseconds} ms: ${refusal.status} from API Gateway`,
      );
    }, timeoutMilliseconds);
    exchange.response.on("close", () => {
      clearTimeout(timer);
      if (!attempt.isSettled) attempt.settle({ kind: "failed", error: new Error("the client closed the connection") });
      if (!exchange.response.writableFinished) attempt.proxyRequest?.destroy();
    });
  }

  private carry(attempt: Attempt): void {
    const { job, decision } = attempt;
    const { request } = job.exchange;
    const connections = this.targets.connectionsTo(decision);
    if (connections.takeClosed()) {
      request.resume();
      this.onError(attempt, new ConnectionClosed(decision.keptMilliseconds));
      return;
    }
    const sent = targetRequest(job, decision.target, connections);
    attempt.proxyRequest = sent;
    sent.on("error", (error) => {
      this.failed(attempt, error);
    });
    sent.on("socket", (socket) => {
      this.onSocket(attempt, sent, socket);
    });
    sent.on("response", (answer) => {
      guarded(job, () => {
        this.onAnswer(attempt, answer);
      });
    });
    sent.on("upgrade", (_answer, socket) => {
      socket.destroy();
      this.failed(attempt, new UnaskedUpgrade());
    });
    sendBody(job, sent);
  }

  private failed(attempt: Attempt, error: NodeJS.ErrnoException): void {
    guarded(attempt.job, () => {
      this.onError(attempt, error);
    });
  }

  private onSocket(attempt: Attempt, request: ClientRequest, socket: Socket): void {
    const { job, decision } = attempt;
    const { moments } = job.exchange;
    if (socket.connecting)
      socket.once("connect", () => {
        moments.sent = performance.now();
      });
    else moments.sent = performance.now();
    const { idleTimeoutMilliseconds, onTimeout } = decision;
    if (idleTimeoutMilliseconds === undefined || onTimeout === undefined) return;
    if (idleTimeoutMilliseconds >= job.timeoutMilliseconds) return;
    request.setTimeout(idleTimeoutMilliseconds, () => {
      attempt.cut("idle");
    });
  }

  private onAnswer(attempt: Attempt, answer: IncomingMessage): void {
    const late = attempt.decision.target.faults?.slowMilliseconds ?? 0;
    if (late > 0) this.holdBack(attempt, answer, late);
    else this.deliver(attempt, answer);
  }

  private deliver(attempt: Attempt, answer: IncomingMessage): void {
    const { exchange, stream } = attempt.job;
    exchange.moments.answered = performance.now();
    if (stream === undefined) deliverAnswer(attempt, answer);
    else streamAnswer(attempt, answer, stream);
  }

  /** For a task that was made slow: its answer has arrived, and counts as not yet sent. */
  private holdBack(attempt: Attempt, answer: IncomingMessage, milliseconds: number): void {
    const onError = this.onError.bind(this, attempt);
    const { socket } = answer;
    function failed(error: NodeJS.ErrnoException): void {
      clearTimeout(timer);
      guarded(attempt.job, () => {
        onError(error);
      });
    }
    // The task ended before its answer would have been sent. An answer with `connection: close` ends it in any case.
    function lost(): void {
      failed(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }));
    }
    const timer = setTimeout(() => {
      answer.off("error", failed);
      socket.off("close", lost);
      guarded(attempt.job, () => {
        this.deliver(attempt, answer);
      });
    }, milliseconds);
    answer.on("error", failed);
    if (answer.headers.connection?.toLowerCase() !== "close") socket.once("close", lost);
  }

  private onError(attempt: Attempt, error: NodeJS.ErrnoException): void {
    const { job, decision } = attempt;
    const { exchange } = job;
    attempt.settle({ kind: "failed", error });
    // A response that has begun reports its own errors.
    if (exchange.response.headersSent || exchange.response.destroyed || attempt.answer !== undefined) return;
    const silent = attempt.cutOff === "idle" && decision.onTimeout !== undefined;
    const response = silent ? decision.onTimeout() : decision.onFailure(error);
    const reason = silent
      ? `${decision.target.id} sent nothing for the load balancer's idle timeout of ${(decision.idleTimeoutMilliseconds ?? 0) / 1000} s`
      : failureReason(attempt, error);
    exchange.integrationError = silent ? "idle timeout" : error.message;
    exchange.reason = `${reason}: ${response.status} from ${decision.answeredBy}`;
    deliverResponse(job, response);
  }
}
