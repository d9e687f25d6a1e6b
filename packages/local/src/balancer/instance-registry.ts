import type { Target } from "../gateway/backend";
import { type Clock, systemClock } from "../gateway/clock";
import type { TargetRegistry } from "./target-registry";

/** An instance of a Cloud Map service. */
export class Instance {
  constructor(
    readonly target: Target,
    readonly attributes: Readonly<Record<string, string>>,
  ) {}

  carries(wanted: readonly (readonly [string, string])[]): boolean {
    return wanted.every(([name, value]) => this.attributes[name] === value);
  }
}

/**
 * How long API Gateway caches an answer to DiscoverInstances, in milliseconds. That it does is known: requests reach tasks
 * that were deregistered before (aws/containers-roadmap issue 1639). For how long is unknown. A task must answer for longer
 * than this after its SIGTERM, or clients get 503s.
 */
export const DISCOVERED_FOR_MILLISECONDS = 5_000;

interface Discovery {
  readonly instances: readonly Instance[];
  /** Milliseconds since 1970. */
  readonly until: number;
}

/**
 * The instances of a Cloud Map service. ECS reports a task's end to it before the task gets SIGTERM (custom health), and
 * no load balancer checks its health: an instance is healthy as long as its task runs.
 */
export class InstanceRegistry implements TargetRegistry {
  private readonly all = new Map<string, Instance>();
  /** Answers to DiscoverInstances by the attributes asked for. */
  private readonly discovered = new Map<string, Discovery>();
  readonly checksHealth = false;
  private next = 0;

  constructor(private readonly clock: Clock = systemClock) {}

  get instances(): readonly Instance[] {
    return [...this.all.values()];
  }

  register(target: Target, attributes: Readonly<Record<string, string>>): void {
    this.all.set(target.id, new Instance(target, attributes));
  }

  deregister(id: string): Promise<void> {
    this.remove(id);
    return Promise.resolve();
  }

  remove(id: string): void {
    this.all.delete(id);
  }

  healthy(id: string): Promise<boolean> {
    return Promise.resolve(this.all.has(id));
  }

  /** Instances have no health checks. */
  unhealthy(): Promise<boolean> {
    return new Promise(() => undefined);
  }

  /**
   * One of the instances that had the attributes in the last answer, in turn.
   * @param key identifies who asks: each has its own cached answer
   * @param rememberedMilliseconds how long an answer is cached
   */
  pick(
    wanted: readonly (readonly [string, string])[],
    key: string,
    rememberedMilliseconds = DISCOVERED_FOR_MILLISECONDS,
  ): Instance | undefined {
    const instances = this.discover(wanted, key, rememberedMilliseconds);
    if (instances.length === 0) return undefined;
    this.next = (this.next + 1) % instances.length;
    return instances[this.next];
  }

  private discover(
    wanted: readonly (readonly [string, string])[],
    key: string,
    milliseconds: number,
  ): readonly Instance[] {
    const now = this.clock.now();
    const known = this.discovered.get(key);
    // An empty answer is not cached: whether API Gateway does so is unknown, and every start would begin with 503s.
    if (known !== undefined && known.until > now && known.instances.length > 0) return known.instances;
    const instances = this.instances.filter((instance) => instance.carries(wanted));
    this.discovered.set(key, { instances, until: now + milliseconds });
    return instances;
  }
}
