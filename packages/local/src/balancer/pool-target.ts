import type { Target } from "../gateway/backend";
import type { HealthCheck } from "@private-http-api/topology";
import type { Timers } from "./timers";
import type { Probe, ProbeResult } from "./health-check";

/** Target health states of Elastic Load Balancing (`TargetHealth.State`). */
export type TargetState = "initial" | "healthy" | "unhealthy" | "draining";

export interface PoolTargetProps {
  readonly target: Target;
  readonly check: HealthCheck;
  readonly probe: Probe;
  readonly timers: Timers;
  /** Called after every change of state. */
  readonly onChange: (target: PoolTarget) => void;
}

/** One registered target: its health, and how many requests it is answering. */
export class PoolTarget {
  readonly target: Target;
  state: TargetState = "initial";
  /** Why the target is unhealthy, in the words of the last check. */
  reason: string | undefined;
  inFlight = 0;
  private streak = 0;
  private cancelNext: () => void = () => undefined;
  private onIdle: (() => void) | undefined;

  constructor(private readonly props: PoolTargetProps) {
    this.target = props.target;
    this.checkNow();
  }

  /** Counts a request in; `release` counts it out. */
  take(): void {
    this.inFlight += 1;
  }

  release(): void {
    this.inFlight -= 1;
    if (this.inFlight === 0) this.onIdle?.();
  }

  /** Accepts no new request; resolves when the last one is answered or the delay is over. */
  drain(delayMilliseconds: number): Promise<void> {
    this.cancelNext();
    this.turn("draining");
    if (this.inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.props.timers.after(delayMilliseconds, resolve);
      this.onIdle = () => {
        cancel();
        resolve();
      };
    });
  }

  private checkNow(): void {
    void this.ask().then((result) => {
      if (this.state === "draining") return;
      this.count(result);
      this.cancelNext = this.props.timers.after(this.props.check.intervalSeconds * 1000, () => {
        this.checkNow();
      });
    });
  }

  private ask(): Promise<ProbeResult> {
    const { faults } = this.target;
    if (faults?.failsHealthChecks === true) return Promise.resolve({ passed: false, reason: "made to fail" });
    const late = faults !== undefined && faults.slowMilliseconds >= this.props.check.timeoutSeconds * 1000;
    return late ? Promise.resolve({ passed: false, reason: "Request timed out" }) : this.props.probe(this.target);
  }

  private count(result: ProbeResult): void {
    const { healthyThreshold, unhealthyThreshold } = this.props.check;
    this.streak = result.passed ? Math.max(1, this.streak + 1) : Math.min(-1, this.streak - 1);
    this.reason = result.passed ? undefined : result.reason;
    // "After your target is registered, it must pass one health check to be considered healthy."
    const needed = this.state === "initial" ? 1 : healthyThreshold;
    if (this.streak >= needed) this.turn("healthy");
    if (-this.streak >= unhealthyThreshold) this.turn("unhealthy");
  }

  private turn(state: TargetState): void {
    if (this.state === state || this.state === "draining") return;
    if (state === "unhealthy" && this.streak > 0) this.streak = 0;
    this.state = state;
    this.props.onChange(this);
  }
}
