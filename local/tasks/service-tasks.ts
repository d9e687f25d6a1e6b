import { setTimeout as sleep } from "node:timers/promises";
import type { Registration } from "../balancer/balancers";
import { Problem } from "../problem";
import type { EcsService } from "../topology/backends";
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
  private early = 0;
  private readonly stopping = new AbortController();

  constructor(private readonly props: ServiceTasksProps) {
    this.service = props.service;
  }

  get tasks(): readonly Task[] {
    return [...this.running];
  }

  /** Starts all tasks at the same time; throws a Problem when one does not come up. */
  async start(): Promise<void> {
    const count = this.service.desiredCount;
    await Promise.all(Array.from({ length: count }, () => this.launch()));
  }

  /** Replaces the tasks one by one: the new one is healthy before the old one is told to stop, which then drains. */
  async replaceAll(): Promise<void> {
    for (const old of this.tasks) {
      let fresh: Task;
      try {
        fresh = await this.launch();
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        this.props.note(`${error.message} The tasks before it go on.`);
        return;
      }
      const healthy = await Promise.race([fresh.healthy(), sleep(startTimeout, false, { ref: false })]);
      if (!healthy) {
        this.props.note(`${fresh.id} is not healthy; ${old.id} goes on in its place.`);
        await this.retire(fresh);
        return;
      }
      void this.retire(old);
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.running, ...this.leaving].map((task) => this.retire(task)));
  }

  kill(): void {
    this.stopping.abort();
    for (const task of [...this.running, ...this.leaving]) task.kill();
  }

  private async launch(): Promise<Task> {
    const { service, registrations, starter, write } = this.props;
    this.launched += 1;
    const id = `${service.name}/${this.launched}`;
    const task = new Task({ id, service, registrations, starter, write, startTimeoutMilliseconds: startTimeout });
    this.running.add(task);
    try {
      await task.start();
    } catch (error) {
      this.running.delete(task);
      throw error;
    }
    const since = Date.now();
    void task.ended.then(async (exit) => {
      if (!this.running.delete(task)) return;
      this.early = Date.now() - since < settled ? this.early + 1 : 1;
      await this.restart(`${id} ended with ${describe(exit)}`);
    });
    return task;
  }

  private async restart(why: string): Promise<void> {
    const { signal } = this.stopping;
    for (let reason = why; ; this.early += 1) {
      const pause = Math.min(longestPause, firstPause * 2 ** (this.early - 1));
      this.props.note(`${reason}; another task starts in ${pause / 1000} s.`);
      const waited = await sleep(pause, true, { signal }).catch(() => false);
      if (!waited) return;
      try {
        const task = await this.launch();
        this.props.note(`${task.id} is running.`);
        return;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        reason = error.message.replace(/\.$/, "");
      }
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
