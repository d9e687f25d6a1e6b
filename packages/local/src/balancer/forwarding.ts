import type { BackendResponse, Decision, Target } from "../gateway/backend";
import type { PoolTarget } from "./pool-target";
import type { TargetPool } from "./target-pool";

/** What a load balancer does when the target fails; shared by all requests that match the same rule. */
export interface ForwardingWay {
  readonly pool: TargetPool;
  readonly via: readonly string[];
  readonly answeredBy: "the load balancer" | "API Gateway";
  readonly keptMilliseconds: number;
  readonly idleTimeoutMilliseconds: number;
  readonly failure: (error: NodeJS.ErrnoException) => BackendResponse;
  readonly timeout: () => BackendResponse;
  /** No target is registered. */
  readonly empty: () => BackendResponse;
}

type Forward = Extract<Decision, { kind: "forward" }>;

/** Sends the next request to the target whose turn it is. */
export function forwardAlong(way: ForwardingWay): Decision {
  const target = way.pool.pick();
  if (target !== undefined) return new Forwarding(way, target);
  const response = way.empty();
  const reason = `no target is registered with ${way.via.at(-1) ?? "the target group"}: ${response.status} from ${way.answeredBy}`;
  return { kind: "respond", via: way.via, viaKind: "load balancer", response, reason };
}

class Forwarding implements Forward {
  readonly kind = "forward";
  readonly viaKind = "load balancer";
  readonly target: Target;

  constructor(
    private readonly way: ForwardingWay,
    private readonly chosen: PoolTarget,
  ) {
    this.target = chosen.target;
    chosen.take();
  }

  get via(): readonly string[] {
    return this.way.via;
  }

  get answeredBy(): ForwardingWay["answeredBy"] {
    return this.way.answeredBy;
  }

  get keptMilliseconds(): number {
    return this.way.keptMilliseconds;
  }

  get idleTimeoutMilliseconds(): number {
    return this.way.idleTimeoutMilliseconds;
  }

  onFailure(error: NodeJS.ErrnoException): BackendResponse {
    return this.way.failure(error);
  }

  onTimeout(): BackendResponse {
    return this.way.timeout();
  }

  done(): void {
    this.chosen.release();
  }
}
