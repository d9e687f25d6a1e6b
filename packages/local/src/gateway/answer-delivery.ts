import type { IncomingMessage } from "node:http";
import type { Attempt } from "./attempt";
import type { BackendResponse } from "./backend";
import type { ForwardJob } from "./forward-job";
import { answerHeaders, type AnswerHeaders } from "./forwarding-headers";
import { INTEGRATION_FAILURE, INTERNAL_SERVER_ERROR } from "./refusal";
import { PAYLOAD_LIMIT } from "./request-body";

/**
 * Runs an event handler. An error in it, such as a mapping whose value is not a valid header, gives the client a 500 and
 * does not end the gateway.
 */
export function guarded({ exchange }: ForwardJob, work: () => void): void {
  try {
    work();
  } catch (error) {
    exchange.integrationError = error instanceof Error ? error.message : String(error);
    if (exchange.response.headersSent) exchange.response.destroy();
    else exchange.refuse(INTERNAL_SERVER_ERROR, `the answer could not be delivered: ${exchange.integrationError}`);
    exchange.attempt?.proxyRequest?.destroy();
  }
}

function answerWhole(job: ForwardJob, status: number, headers: AnswerHeaders, body: Buffer): void {
  const draft = { status, headers };
  job.mappings(status)?.apply(draft, job.exchange, body);
  job.exchange.answer(draft.status, draft.headers, body);
}

/**
 * Reads a target's answer and sends it to the client when it is complete, as HTTP APIs do, and REST APIs that do not
 * stream: an answer that does not end within the integration's timeout fails, and so does one of more than 10 MB.
 */
export function deliverAnswer(attempt: Attempt, answer: IncomingMessage): void {
  const { job } = attempt;
  const { exchange } = job;
  const status = answer.statusCode ?? 502;
  attempt.answer = answer;
  exchange.trace.answer = { status, headers: answer.headers };
  exchange.answered(status);
  const chunks: Buffer[] = [];
  let length = 0;
  answer.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= PAYLOAD_LIMIT) chunks.push(chunk);
    else if (!attempt.isSettled) {
      exchange.integrationError = "the answer is larger than 10 MB";
      exchange.refuse(
        INTERNAL_SERVER_ERROR,
        `${attempt.decision.target.id} answered with more than the 10 MB that API Gateway delivers: 500 from API Gateway`,
      );
      attempt.cut("too-large");
    }
  });
  answer.on("end", () => {
    attempt.settle({ kind: "answered", status });
    exchange.moments.completed = performance.now();
    guarded(job, () => {
      const [only] = chunks;
      const body = only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks);
      answerWhole(job, status, answerHeaders(answer.headers), job.payload?.(body, answer.headers) ?? body);
    });
  });
  answer.on("error", (error) => {
    attempt.settle({ kind: "failed", error });
    if (exchange.response.headersSent || exchange.response.destroyed) return;
    exchange.integrationError = error.message;
    const refusal = exchange.refusal(INTEGRATION_FAILURE);
    exchange.refuse(
      refusal,
      `${attempt.decision.target.id} broke off during its answer (${error.message}): ${refusal.status} from API Gateway`,
    );
  });
}

/** Answers with a response of the backend itself: a fixed response, a redirect, an error of the load balancer. */
export function deliverResponse(job: ForwardJob, response: BackendResponse): void {
  const headers: AnswerHeaders = {};
  for (const [name, value] of Object.entries(response.headers)) headers[name.toLowerCase()] = value;
  job.exchange.answered(response.status);
  job.exchange.trace.answer = response;
  answerWhole(job, response.status, headers, Buffer.from(response.body));
}
