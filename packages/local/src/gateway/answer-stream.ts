import type { IncomingMessage } from "node:http";
import type { StreamLimits } from "@private-http-api/topology";
import type { Attempt } from "./attempt";
import { answerHeaders } from "./forwarding-headers";
import type { CutOff } from "./open-attempt";

const NO_BODY = Buffer.alloc(0);

/**
 * Passes on a target's answer part by part, as it comes and at the pace of the client: what a REST API does with response
 * transfer mode STREAM, and a load balancer always.
 */
export function streamAnswer(attempt: Attempt, answer: IncomingMessage, { idleMilliseconds }: StreamLimits): void {
  const { job, decision } = attempt;
  const { exchange } = job;
  const { response } = exchange;
  const status = answer.statusCode ?? 502;
  attempt.answer = answer;
  exchange.trace.answer = { status, headers: answer.headers };
  exchange.answered(status);
  const draft = { status, headers: answerHeaders(answer.headers) };
  job.mappings(status)?.apply(draft, exchange, NO_BODY);
  exchange.begin(draft.status, draft.headers);
  response.flushHeaders();
  const silence = setTimeout(() => {
    breakOff(attempt, `${decision.target.id} sent nothing for ${idleMilliseconds / 1000} s`, "stream-idle");
  }, idleMilliseconds);
  response.on("close", () => {
    clearTimeout(silence);
  });
  response.on("drain", () => answer.resume());
  answer.on("data", (chunk: Buffer) => {
    silence.refresh();
    if (!exchange.passOn(chunk)) answer.pause();
  });
  answer.on("end", () => {
    clearTimeout(silence);
    attempt.settle({ kind: "answered", status });
    exchange.moments.completed = performance.now();
    response.end();
  });
  answer.on("error", (error) => {
    const seconds = (decision.idleTimeoutMilliseconds ?? 0) / 1000;
    const why =
      attempt.cutOff === "idle"
        ? `sent nothing for the load balancer's idle timeout of ${seconds} s`
        : `broke off during its answer (${error.message})`;
    breakOff(attempt, `${decision.target.id} ${why}`);
  });
}

/** Ends a stream that has begun; by the closed connection the client sees that it is incomplete. */
export function breakOff(attempt: Attempt, why: string, cutOff?: CutOff): void {
  const { exchange } = attempt.job;
  const left = exchange.response.destroyed;
  if (!left) {
    exchange.integrationError = why;
    exchange.reason = `${why}: the answer is incomplete`;
  }
  if (cutOff === undefined) attempt.settle({ kind: "failed", error: new Error(why) });
  else attempt.cut(cutOff);
  if (!left) exchange.response.destroy();
}
