import { setTimeout as sleep } from "node:timers/promises";
import type { Registration } from "../balancer/balancers";
import { UserError } from "@private-http-api/cli-kit";
import type { EcsService } from "@private-http-api/topology";
import type { Address } from "./address";
import type { ContainerStarter } from "./container-run";
import { describe, Task } from "./task";

export interface ServiceTasksProps {
  readonly service: EcsService;
  readonly registrations: readonly Registration[];
  readonly starter: ContainerStarter;
  /** Where the service already runs. @default its tasks are started */
  readonly attached?: Address | undefined;
  /** Whether a command of the user starts it, whatever count the Terraform has. @default false */
  readonly isCommanded?: boolean;
  /** How many tasks the service had before, whose numbers are used. @default 0 */
  readonly launchedBefore?: number;
  /** Called with the tasks' output. */
  readonly write: (text: string) => void;
  /** Called with one line whenever a task starts or stops without being asked to. */
  readonly note: (line: string) => void;
}

/** Availability zone of a task; `undefined` if none is known. */
type Zone = string | undefined;

/**
 * Pauses before another task starts, in milliseconds: the first one, doubled after each early exit, up to the longest. ECS
 * does the same, with longer pauses ("Amazon ECS service throttle logic").
 */
const firstPause = 250;
const longestPause = 30_000;
/** A task that ran this long, in milliseconds, did not fail to start: the pauses begin with the first again. */
const settled = 30_000;
/** Consecutive early exits that are reported; later ones are not. */
const loud = 9;
/** How long a task may take to listen, or to become healthy in a rolling restart, in milliseconds; or its grace period. */
const startTimeout = 60_000;

/** Keeps a service's desired count of tasks running, as the ECS service scheduler does. */
export class ServiceTasks {
  readonly service: EcsService;
  private registrations: readonly Registration[];
  /** As the Terraform has it now. */
  private count: number;
  private readonly running = new Set<Task>();
  /** Deregistered, and draining until they end. */
  private readonly leaving = new Set<Task>();
  private launched: number;
  /** How many consecutive tasks ended early, or did not come up. */
  private early = 0;
  /** One per task that waits to be started, with its zone. */
  private readonly pauses = new Map<AbortController, Zone>();
  private readonly stopping = new AbortController();
  /** Whether something that is missing on this machine prevented every task. */
  private cannotStart = false;
  /** Whether its starter's warning was printed. */
  private warned = false;

  constructor(private readonly props: ServiceTasksProps) {
    this.service = props.service;
    this.registrations = props.registrations;
    this.count = props.service.desiredCount;
    this.launched = props.launchedBefore ?? 0;
    if (this.desiredCount === 0 || props.attached !== undefined) return;
    for (const container of this.service.task.containers) {
      const left = props.starter.leavesOut(container);
      if (left !== undefined) props.note(`${this.service.name}: ${left}`);
    }
  }

  get tasks(): readonly Task[] {
    return [...this.running];
  }

  /** How many tasks were started, all in all. */
  get launchedCount(): number {
    return this.launched;
  }

  /** Whether requests can reach a task. */
  get isUp(): boolean {
    return this.tasks.some(({ status }) => status === "RUNNING");
  }

  /** Including those that drain and end. */
  get allTasks(): readonly Task[] {
    return [...this.running, ...this.leaving];
  }

  /** An attached service is one task, whatever the Terraform asks for. */
  get desiredCount(): number {
    const { attached, isCommanded = false } = this.props;
    if (attached !== undefined) return 1;
    return isCommanded ? Math.max(1, this.count) : this.count;
  }

  /** Some tasks are started and do not listen yet. */
  get isComingUp(): boolean {
    return this.tasks.some(({ status }) => status === "PENDING");
  }

  /** What prevents a task from starting on this machine, one line per problem. */
  problems(): readonly string[] {
    const { starter, attached } = this.props;
    if (attached !== undefined) return [];
    const { name, task } = this.service;
    const here = task.containers.filter((container) => starter.leavesOut(container) === undefined);
    return here.flatMap((container) => starter.check(container, name));
  }

  /** Starts all tasks at the same time; resolves when each has come up, or has failed and waits to be tried again. */
  async start(): Promise<void> {
    const { desiredCount } = this;
    const { zones } = this.service;
    // In turn over the zones, as ECS spreads tasks; a replacement gets its predecessor's zone.
    const places = Array.from({ length: desiredCount }, (_, index): Zone => zones[index % zones.length]);
    const problems = desiredCount === 0 ? [] : this.problems();
    this.cannotStart = problems.length > 0;
    if (this.cannotStart) {
      for (const line of problems) this.props.note(`${line} Until then its routes answer 503.`);
      return;
    }
    await Promise.all(places.map((zone) => this.startFirst(zone)));
  }

  /**
   * Replaces the tasks one by one: the new one is healthy before the old one drains and gets SIGTERM. Tasks that wait to be
   * started are started at once.
   * @returns whether all tasks are new ones
   */
  async replaceAll(): Promise<boolean> {
    if (this.props.attached !== undefined) return false;
    if (this.cannotStart) {
      await this.start();
      return !this.cannotStart;
    }
    const old = this.tasks;
    const started = await this.endPauses();
    for (const task of started ? old : []) {
      // A task that has ended meanwhile is replaced already.
      if (this.running.has(task) && !(await this.replace(task))) return false;
    }
    return started && this.desiredCount > 0;
  }

  /**
   * Registers its tasks with these registries, in addition to those that they are in.
   * @returns a function that removes them at once from the registries that they no longer belong to: nothing leads there
   */
  join(registrations: readonly Registration[]): () => void {
    const left = this.registrations.filter((one) => !registrations.some(({ registry }) => registry === one.registry));
    this.registrations = registrations;
    const tasks = [...this.running];
    for (const task of tasks) task.join(registrations);
    return () => {
      for (const { registry } of left) for (const { id } of tasks) registry.remove(id);
      // Other registries check its health now.
      if (left.length > 0) for (const task of tasks) void this.replaceWhenUnhealthy(task, Date.now());
    };
  }

  /** Starts or stops tasks until this many run; the others keep running. Returns whether anything changes. */
  async resize(count: number): Promise<boolean> {
    const before = this.desiredCount;
    this.count = count;
    const { desiredCount } = this;
    if (desiredCount === before) return false;
    if (this.cannotStart || before === 0) {
      await this.start();
      return true;
    }
    const { zones } = this.service;
    const more = Array.from({ length: Math.max(0, desiredCount - before) }, (_, index) => before + index);
    const surplus = [...this.running].slice(desiredCount);
    await Promise.all(more.map((place) => this.startFirst(zones[place % zones.length])));
    for (const task of surplus) void this.retire(task);
    return true;
  }

  /** Stops a task as ECS's StopTask does: it drains, and another one takes its place. */
  async drain(task: Task): Promise<void> {
    if (!this.running.has(task)) return;
    this.early = 0;
    void this.retire(task);
    await this.restart(`${task.id} drains, as requested`, task.zone);
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
      if (!(error instanceof UserError)) throw error;
      this.props.note(`${error.message} The previous tasks keep running.`);
    }
    if (fresh === undefined) return false;
    const healthy = await Promise.race([fresh.healthy(), sleep(startTimeout, false, { ref: false })]);
    if (healthy) {
      this.supervise(fresh);
      void this.retire(old);
      return true;
    }
    this.props.note(`${fresh.id} is not healthy; ${old.id} keeps running instead.`);
    await this.retire(fresh);
    return false;
  }

  private async startFirst(zone: Zone): Promise<void> {
    try {
      const task = await this.launch(zone);
      if (task !== undefined) this.supervise(task);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      void this.restart(withoutStop(error.message), zone);
    }
  }

  /** Starts everything that waits to be started, with fresh pauses. @returns whether all of it came up */
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

  /** Starts a task; throws a UserError if it does not come up. `undefined` if it was stopped meanwhile. */
  private async launch(zone: Zone): Promise<Task | undefined> {
    const { registrations } = this;
    const { service, starter, write, attached } = this.props;
    this.launched += 1;
    const id = `${service.name}/${this.launched}`;
    const startTimeoutMilliseconds = Math.max(startTimeout, service.healthCheckGracePeriodSeconds * 1000);
    const task = new Task({ id, service, zone, registrations, starter, write, startTimeoutMilliseconds, attached });
    this.running.add(task);
    try {
      await task.start();
      this.warn(task);
      return this.running.has(task) ? task : undefined;
    } catch (error) {
      if (!this.running.delete(task)) return undefined;
      throw error;
    }
  }

  private warn(task: Task): void {
    if (this.warned || this.props.attached !== undefined) return;
    for (const { containerName } of this.registrations) {
      const container = this.service.task.containers.find(({ name }) => name === containerName);
      if (container === undefined || this.warned) continue;
      const line = this.props.starter.warning(container, task.ports.get(containerName) ?? 0, this.service.name);
      if (line === undefined) continue;
      this.warned = true;
      this.props.note(line);
    }
  }

  /** From now on, a replacement starts when the task exits. */
  private supervise(task: Task): void {
    const since = Date.now();
    void task.ended.then(async (exit) => {
      if (!this.running.delete(task)) return;
      if (Date.now() - since >= settled) this.early = 0;
      await this.restart(`${task.id} ended with ${describe(exit)}`, task.zone);
    });
    void this.replaceWhenUnhealthy(task, since);
  }

  /**
   * ECS stops a task that fails the load balancer's health checks, and starts another one; it ignores them within the grace
   * period after the start ("healthCheckGracePeriodSeconds").
   */
  private async replaceWhenUnhealthy(task: Task, since: number): Promise<void> {
    const graceEnds = since + this.service.healthCheckGracePeriodSeconds * 1000;
    while (await task.unhealthy()) {
      const left = graceEnds - Date.now();
      if (left > 0) await sleep(left, undefined, { ref: false });
      else if (this.running.has(task)) {
        void this.retire(task);
        await this.restart(`${task.id} failed its health checks and is stopped, as ECS would do`, task.zone);
        return;
      } else return;
    }
  }

  private async restart(why: string, zone: Zone): Promise<void> {
    for (let reason: string | undefined = why; reason !== undefined;) {
      this.early += 1;
      const milliseconds = Math.min(longestPause, firstPause * 2 ** (this.early - 1));
      const last = this.early === loud ? " Further attempts are not reported." : "";
      if (this.early <= loud) this.props.note(`${reason}; another task starts in ${milliseconds / 1000} s.${last}`);
      if (!(await this.pause(milliseconds, zone))) return;
      reason = await this.startAnother(zone);
    }
  }

  /** Resolves with true after the time, with false when the run ends or something else has started the task. */
  private async pause(milliseconds: number, zone: Zone): Promise<boolean> {
    const pause = new AbortController();
    this.pauses.set(pause, zone);
    const signal = AbortSignal.any([pause.signal, this.stopping.signal]);
    const waited = await sleep(milliseconds, true, { signal }).catch(() => false);
    this.pauses.delete(pause);
    return waited;
  }

  /** @returns why the task did not come up, if it did not */
  private async startAnother(zone: Zone): Promise<string | undefined> {
    try {
      const task = await this.launch(zone);
      if (task === undefined) return undefined;
      this.supervise(task);
      this.props.note(`${task.id} is running.`);
      return undefined;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return withoutStop(error.message);
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

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
