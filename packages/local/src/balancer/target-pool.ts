import type { Target } from "../gateway/backend";
import type { HealthCheck } from "@private-http-api/topology";
import { type Timers, systemTimers } from "./timers";
import { createProbe, type Probe } from "./health-check";
import { PoolTarget, type TargetState } from "./pool-target";
import type { TargetRegistry } from "./target-registry";

export interface TargetPoolProps {
  readonly check: HealthCheck;
  readonly deregistrationDelaySeconds: number;
  /** @default the check's own, over the network */
  readonly probe?: Probe;
  /** @default the machine's clock */
  readonly timers?: Timers;
  /** Called for every target that becomes healthy or unhealthy. @default not called */
  readonly onHealth?: (target: PoolTarget) => void;
}

/** The registered targets of a target group, and which one gets the next request. */
export class TargetPool implements TargetRegistry {
  private readonly all = new Map<string, PoolTarget>();
  /** Callers that wait for the next change of any target. */
  private readonly waiting = new Set<() => void>();
  /** The healthy ones; all that are not draining, where none is healthy. */
  private eligible: readonly PoolTarget[] = [];
  readonly checksHealth = true;
  private next = 0;

  constructor(private readonly props: TargetPoolProps) {}

  get targets(): readonly PoolTarget[] {
    return [...this.all.values()];
  }

  register(target: Target): void {
    const { check, probe = createProbe(check), timers = systemTimers } = this.props;
    const onChange = (changed: PoolTarget): void => {
      this.refresh();
      if (changed.state !== "draining") this.props.onHealth?.(changed);
    };
    this.all.set(target.id, new PoolTarget({ target, check, probe, timers, onChange }));
    this.refresh();
  }

  /** Resolves when the target has no open requests, at the latest after the deregistration delay. */
  async deregister(id: string): Promise<void> {
    const leaving = this.all.get(id);
    await leaving?.drain(this.props.deregistrationDelaySeconds * 1000);
    if (this.all.get(id) === leaving) this.all.delete(id);
    this.refresh();
  }

  /** Removes a target without draining: its task has ended. */
  remove(id: string): void {
    void this.all.get(id)?.drain(0);
    this.all.delete(id);
    this.refresh();
  }

  /** The next target, round robin; `undefined` when none is registered. */
  pick(): PoolTarget | undefined {
    const { eligible } = this;
    if (eligible.length === 0) return undefined;
    this.next = (this.next + 1) % eligible.length;
    return eligible[this.next];
  }

  healthy(id: string): Promise<boolean> {
    return this.turns(id, "healthy");
  }

  unhealthy(id: string): Promise<boolean> {
    return this.turns(id, "unhealthy");
  }

  /** Resolves when a target is in the state, with false when it is deregistered first. */
  private async turns(id: string, wanted: TargetState): Promise<boolean> {
    for (;;) {
      const state = this.all.get(id)?.state;
      if (state === wanted) return true;
      if (state === undefined || state === "draining") return false;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  private refresh(): void {
    const open = this.targets.filter(({ state }) => state !== "draining");
    const healthy = open.filter(({ state }) => state === "healthy");
    this.eligible = healthy.length > 0 ? healthy : open;
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
