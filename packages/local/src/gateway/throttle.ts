import type { Stage, Throttle } from "@private-http-api/topology";

/** A token bucket: `burst` requests at once, refilled by `rate` per second. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly settings: Throttle,
    now: number,
  ) {
    this.tokens = settings.burst;
    this.filledAt = now;
  }

  /** Takes a token; false when the bucket is empty. `now` in milliseconds. */
  take(now: number): boolean {
    const refill = (Math.max(0, now - this.filledAt) * this.settings.rate) / 1000;
    this.tokens = Math.min(this.settings.burst, this.tokens + refill);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}

/** The buckets of a stage: a route with its own settings has its own bucket, all others share the stage's. */
export class StageThrottle {
  private readonly shared: TokenBucket | undefined;
  private readonly own = new Map<string, TokenBucket>();

  constructor(stage: Stage, now: number) {
    this.shared = stage.throttle === undefined ? undefined : new TokenBucket(stage.throttle, now);
    for (const [key, settings] of Object.entries(stage.routeThrottles))
      this.own.set(key, new TokenBucket(settings, now));
  }

  /** The bucket that a route's requests draw from; `undefined` where nothing limits them. */
  bucketOf(routeKey: string): TokenBucket | undefined {
    return this.own.get(routeKey) ?? this.shared;
  }
}
