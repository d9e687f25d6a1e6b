import type { ClientRequest, IncomingMessage } from "node:http";
import type { Decision, Outcome } from "./backend";
import type { ForwardJob } from "./forward-job";
import type { CutOff, OpenAttempt } from "./open-attempt";

type Forward = Extract<Decision, { kind: "forward" }>;

/** Which attempt at an exchange this is. After a kept connection was lost, the request gets a connection of its own. */
export type Turn = "first" | "after-refusal" | "after-lost-connection";

/** Methods that mean the same however often they arrive (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]);

/** One request to one target; a second attempt at the same exchange is a new one. */
export class Attempt implements OpenAttempt {
  proxyRequest: ClientRequest | undefined;
  answer: IncomingMessage | undefined;
  cutOff: CutOff | undefined;
  private settled = false;

  constructor(
    readonly job: ForwardJob,
    readonly decision: Forward,
  ) {}

  get isSettled(): boolean {
    return this.settled;
  }

  settle(outcome: Outcome): void {
    if (this.settled) return;
    this.settled = true;
    this.decision.done(outcome);
  }

  cut(why: CutOff): void {
    this.cutOff = why;
    this.settle({ kind: "failed", error: new Error(`cut off by the gateway: ${why}`) });
    this.proxyRequest?.destroy();
  }

  /** Nothing was sent: another target may get the request, whatever its method. */
  wasRefused(error: NodeJS.ErrnoException): boolean {
    return error.code === "ECONNREFUSED";
  }

  /**
   * The target closed a kept connection while the request was on its way to it, as a task does that drains. The request
   * was most likely never read; RFC 9110 (9.2.2) lets a proxy repeat it if it is idempotent. That goes over a connection of
   * its own, which is no kept one: there is no third time.
   */
  lostKeptConnection(error: NodeJS.ErrnoException): boolean {
    const lost = error.code === "ECONNRESET" || error.code === "EPIPE";
    const kept = this.proxyRequest?.reusedSocket === true;
    return lost && kept && this.job.streamed === undefined && IDEMPOTENT.has(this.job.request.method);
  }
}
