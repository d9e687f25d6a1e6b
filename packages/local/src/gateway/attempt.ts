import type { ClientRequest, IncomingMessage } from "node:http";
import type { Decision, Outcome } from "./backend";
import type { ForwardJob } from "./forward-job";
import type { CutOff, OpenAttempt } from "./open-attempt";

type Forward = Extract<Decision, { kind: "forward" }>;

/**
 * The one request to one target. It is never retried: a target may have read what was sent, and according to "Troubleshoot
 * your Application Load Balancers" a connection that the target refuses or closes gives 502.
 */
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
}
