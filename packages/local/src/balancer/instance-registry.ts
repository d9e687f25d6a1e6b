import type { Target } from "../gateway/backend";
import { type Timers, systemTimers } from "./timers";
import type { TargetRegistry } from "./target-registry";

/** An instance of a Cloud Map service. */
export class Instance {
  /** Refused a connection, or said that it closes them: left out as long as another instance fits. */
  avoided = false;

  constructor(
    readonly target: Target,
    readonly attributes: Readonly<Record<string, string>>,
  ) {}

  carries(wanted: readonly (readonly [string, string])[]): boolean {
    return wanted.every(([name, value]) => this.attributes[name] === value);
  }
}

/**
 * How long an instance is left out, in milliseconds: ECS's default stop timeout, after which a task that was stopping has
 * ended. One that is still there was not, e.g. it closes the connection after a bad request, and gets requests again.
 */
const avoidedFor = 30_000;

/**
 * The instances of a Cloud Map service. ECS tells it of a task's end before the task is told (custom health), and there
 * is no balancer that asks: an instance is healthy as long as its task runs.
 */
export class InstanceRegistry implements TargetRegistry {
  private readonly all = new Map<string, Instance>();
  /** Answers to DiscoverInstances by the attributes asked for, until an instance comes or goes. */
  private readonly found = new Map<string, readonly Instance[]>();
  private next = 0;

  constructor(private readonly timers: Timers = systemTimers) {}

  get instances(): readonly Instance[] {
    return [...this.all.values()];
  }

  get size(): number {
    return this.all.size;
  }

  register(target: Target, attributes: Readonly<Record<string, string>>): void {
    this.all.set(target.id, new Instance(target, attributes));
    this.found.clear();
  }

  deregister(id: string): Promise<void> {
    this.remove(id);
    return Promise.resolve();
  }

  remove(id: string): void {
    this.all.delete(id);
    this.found.clear();
  }

  healthy(id: string): Promise<boolean> {
    return Promise.resolve(this.all.has(id));
  }

  /** ECS would have taken a stopping task out before it is told; here its own words are the first that is heard. */
  avoid(instance: Instance): void {
    if (instance.avoided) return;
    this.turn(instance, true);
    this.timers.after(avoidedFor, () => {
      this.turn(instance, false);
    });
  }

  /** One of the instances that carry the attributes, by turns. */
  pick(wanted: readonly (readonly [string, string])[], key: string): Instance | undefined {
    const fitting = this.found.get(key) ?? this.discover(wanted, key);
    if (fitting.length === 0) return undefined;
    this.next = (this.next + 1) % fitting.length;
    return fitting[this.next];
  }

  private turn(instance: Instance, avoided: boolean): void {
    instance.avoided = avoided;
    this.found.clear();
  }

  private discover(wanted: readonly (readonly [string, string])[], key: string): readonly Instance[] {
    const fitting = this.instances.filter((instance) => instance.carries(wanted));
    const wantedOnes = fitting.filter(({ avoided }) => !avoided);
    const found = wantedOnes.length > 0 ? wantedOnes : fitting;
    this.found.set(key, found);
    return found;
  }
}
