import { setTimeout as sleep } from "node:timers/promises";
import type { Registration } from "../balancer/balancers";
import { Problem } from "@private-http-api/cli-kit";
import type { EcsService } from "@private-http-api/topology";
import type { ContainerStarter } from "./container-run";
import { describe, Task } from "./task";

export interface ServiceTasksProps {
  readonly service: EcsService;
  readonly registrations: readonly Registration[];
  readonly starter: ContainerStarter;
  /** Gets the tasks' output. */
  readonly write: (text: string) => void;
  /** Gets one line whenever a task comes or goes by itself. */
  readonly note: (line: string) => void;
}

/** Availability zone that a task stands in; `undefined` where none is known. */
type Zone = string | undefined;

/** Pauses before a task is started anew, in milliseconds: from the first, doubled after each early end, up to the longest. */
const firstPause = 250;
const longestPause = 30_000;
/** A task that ran this long, in milliseconds, has not failed to start: the pauses begin anew. */
const settled = 30_000;
/** How long a task may take to listen, or to become healthy in a rolling restart, in milliseconds. */
const startTimeout = 60_000;

/** Keeps a service's desired count of tasks running, as the ECS service scheduler does. */
export class ServiceTasks {
  readonly service: EcsService;
  private readonly running = new Set<Task>();
  /** Deregistered, and draining until they end. */
  private readonly leaving = new Set<Task>();
  private launched = 0;
  /** How many tasks in a row ended early, or did not come up. */
  private early = 0;
  /** One for each task that waits for its start, with the zone that it will stand in. */
  private readonly pauses = new Map<AbortController, Zone>();
  private readonly stopping = new AbortController();

  constructor(private readonly props: ServiceTasksProps) {
    this.service = props.service;
  }

  get tasks(): readonly Task[] {
    return [...this.running];
  }

  /** Starts all tasks at the same time; throws a Problem when one does not come up. */
  async start(): Promise<void> {
    const { desiredCount, zones } = this.service;
    // By turns over the zones, as ECS spreads tasks; another task takes its predecessor's zone.
    const places = Array.from({ length: desiredCount }, (_, index): Zone => zones[index % zones.length]);
    const tasks = await Promise.all(places.map((zone) => this.launch(zone)));
    for (const task of tasks) if (task !== undefined) this.supervise(task);
  }

  /**
   * Replaces the tasks one by one: the new one is healthy before the old one is told to stop, which then drains. Tasks that
   * wait for their start get it at once.
   * @returns whether all tasks are new ones
   */
  async replaceAll(): Promise<boolean> {
    const old = this.tasks;
    const started = await this.endPauses();
    for (const task of started ? old : []) {
      // One that has ended meanwhile is replaced already.
      if (this.running.has(task) && !(await this.replace(task))) return false;
    }
    return started && this.service.desiredCount > 0;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.running, ...this.leaving].map((task) => this.retire(task)));
  }

  kill(): void {
    this.stopping.abort();
    for (const task of [...this.running, ...this.leaving]) task.kill();
  }

  private async replace(old: Task): Promise<boolean> {
    let fresh: Task | undefined;
    try {
      fresh = await this.launch(old.zone);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.props.note(`${error.message} The tasks before it go on.`);
    }
    if (fresh === undefined) return false;
    const healthy = await Promise.race([fresh.healthy(), sleep(startTimeout, false, { ref: false })]);
    if (healthy) {
      this.supervise(fresh);
      void this.retire(old);
      return true;
    }
    this.props.note(`${fresh.id} is not healthy; ${old.id} goes on in its place.`);
    await this.retire(fresh);
    return false;
  }

  /** Starts what waits for its start, as if nothing had ended before. @returns whether all of it came up */
  private async endPauses(): Promise<boolean> {
    this.early = 0;
    const waiting = [...this.pauses];
    for (const [pause] of waiting) pause.abort();
    const started = waiting.map(async ([, zone]) => {
      const reason = await this.startAnother(zone);
      if (reason !== undefined) void this.restart(reason, zone);
      return reason === undefined;
    });
    return (await Promise.all(started)).every((cameUp) => cameUp);
  }

  /** A task that runs; throws a Problem when it does not come up. `undefined`: it was told to stop meanwhile. */
  private async launch(zone: Zone): Promise<Task | undefined> {
    const { service, registrations, starter, write } = this.props;
    this.launched += 1;
    const id = `${service.name}/${this.launched}`;
    const startTimeoutMilliseconds = startTimeout;
    const task = new Task({ id, service, zone, registrations, starter, write, startTimeoutMilliseconds });
    this.running.add(task);
    try {
      await task.start();
      return this.running.has(task) ? task : undefined;
    } catch (error) {
      if (!this.running.delete(task)) return undefined;
      throw error;
    }
  }

  /** From now on another task takes its place when it ends by itself. */
  private supervise(task: Task): void {
    const since = Date.now();
    void task.ended.then(async (exit) => {
      if (!this.running.delete(task)) return;
      if (Date.now() - since >= settled) this.early = 0;
      await this.restart(`${task.id} ended with ${describe(exit)}`, task.zone);
    });
  }

  private async restart(why: string, zone: Zone): Promise<void> {
    for (let reason: string | undefined = why; reason !== undefined;) {
      this.early += 1;
      const milliseconds = Math.min(longestPause, firstPause * 2 ** (this.early - 1));
      this.props.note(`${reason}; another task starts in ${milliseconds / 1000} s.`);
      if (!(await this.pause(milliseconds, zone))) return;
      reason = await this.startAnother(zone);
    }
  }

  /** Resolves with true after the time, with false when the run ends or the task is started by somebody else. */
  private async pause(milliseconds: number, zone: Zone): Promise<boolean> {
    const pause = new AbortController();
    this.pauses.set(pause, zone);
    const signal = AbortSignal.any([pause.signal, this.stopping.signal]);
    const waited = await sleep(milliseconds, true, { signal }).catch(() => false);
    this.pauses.delete(pause);
    return waited;
  }

  /** @returns why the task did not come up, where it did not */
  private async startAnother(zone: Zone): Promise<string | undefined> {
    try {
      const task = await this.launch(zone);
      if (task === undefined) return undefined;
      this.supervise(task);
      this.props.note(`${task.id} is running.`);
      return undefined;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return error.message.replace(/\.$/, "");
    }
  }

  /** Stops a task that is not to be replaced. */
  private async retire(task: Task): Promise<void> {
    this.running.delete(task);
    this.leaving.add(task);
    await task.stop();
    this.leaving.delete(task);
  }
}
