import type { BackendResponse, Decision, Outcome, Target } from "../gateway/backend";
import type { PoolTarget } from "./pool-target";
import type { TargetPool } from "./target-pool";

/** What a load balancer does when the target fails; shared by all requests that take the same way. */
export interface ForwardingWay {
  readonly pool: TargetPool;
  readonly via: readonly string[];
  readonly idleTimeoutMilliseconds?: number;
  readonly failure: (error: NodeJS.ErrnoException) => BackendResponse;
  readonly timeout: () => BackendResponse;
  /** No target is registered. */
  readonly empty: () => BackendResponse;
}

type Forward = Extract<Decision, { kind: "forward" }>;

/** Sends the next request of a way to the target whose turn it is. */
export function forwardAlong(way: ForwardingWay): Decision {
  const target = way.pool.pick();
  return target === undefined
    ? { kind: "respond", via: way.via, response: way.empty() }
    : new Forwarding(way, target, way.pool.size);
}

class Forwarding implements Forward {
  readonly kind = "forward";
  readonly target: Target;

  constructor(
    private readonly way: ForwardingWay,
    private readonly chosen: PoolTarget,
    /** How many targets may still be asked, this one included. */
    private readonly left: number,
  ) {
    this.target = chosen.target;
    chosen.take();
  }

  get via(): readonly string[] {
    return this.way.via;
  }

  get idleTimeoutMilliseconds(): number {
    // An NLB holds an idle flow for 350 s ("Connection idle timeout"), longer than any gateway waits.
    return this.way.idleTimeoutMilliseconds ?? 350_000;
  }

  onFailure(error: NodeJS.ErrnoException): BackendResponse {
    return this.way.failure(error);
  }

  onTimeout(): BackendResponse {
    return this.way.timeout();
  }

  onRefused(): Decision | undefined {
    this.chosen.refused();
    if (this.left <= 1) return undefined;
    const other = this.way.pool.pick();
    return other === undefined || other === this.chosen ? undefined : new Forwarding(this.way, other, this.left - 1);
  }

  done(outcome: Outcome): void {
    this.chosen.release();
    if (outcome.kind === "answered" && outcome.closing === true) this.chosen.announcedClose();
  }
}
