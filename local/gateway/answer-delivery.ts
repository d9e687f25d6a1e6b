import type { IncomingMessage } from "node:http";
import type { Attempt } from "./attempt";
import type { BackendResponse } from "./backend";
import type { ForwardJob } from "./forward-job";
import { answerHeaders, type AnswerHeaders } from "./forwarding-headers";
import { INTERNAL_SERVER_ERROR } from "./refusal";

/**
 * Does what an event asks for. What goes wrong there, as a mapping whose value can be no header, is the client's 500 and
 * not the end of the gateway.
 */
export function guarded({ exchange }: ForwardJob, work: () => void): void {
  try {
    work();
  } catch (error) {
    exchange.integrationError = error instanceof Error ? error.message : String(error);
    if (exchange.response.headersSent) exchange.response.destroy();
    else exchange.refuse(INTERNAL_SERVER_ERROR);
    exchange.request.attempt?.proxyRequest?.destroy();
  }
}

function answerWhole(job: ForwardJob, status: number, headers: AnswerHeaders, body: Buffer): void {
  const draft = { status, headers };
  job.mappings(status)?.apply(draft, job.exchange, body);
  job.exchange.answer(draft.status, draft.headers, body);
}

/** Hands a target's answer to the client: as its bytes arrive, or whole where a mapping reads its body. */
export function deliverAnswer(attempt: Attempt, answer: IncomingMessage): void {
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
    exchange.integrationError = error.message;
    if (!exchange.response.writableEnded) exchange.response.destroy();
  });
  const headers = answerHeaders(answer.headers);
  const mapping = job.mappings(status);
  if (mapping?.needsBody === true) {
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    answer.on("end", () => {
      guarded(job, () => {
        answerWhole(job, status, headers, Buffer.concat(chunks));
      });
    });
    return;
  }
  const draft = { status, headers };
  mapping?.apply(draft, exchange, undefined);
  exchange.stream(draft.status, draft.headers, answer);
}

/** Answers with what the backend says itself: a fixed response, a redirect, an error of the load balancer. */
export function deliverResponse(job: ForwardJob, response: BackendResponse): void {
  const headers: AnswerHeaders = {};
  for (const [name, value] of Object.entries(response.headers)) headers[name.toLowerCase()] = value;
  job.exchange.answered(response.status);
  answerWhole(job, response.status, headers, Buffer.from(response.body));
}
