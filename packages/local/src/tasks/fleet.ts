import { setTimeout as sleep } from "node:timers/promises";
import type { Balancers } from "../balancer/balancers";
import { Problem } from "@private-http-api/cli-kit";
import type { EcsService } from "@private-http-api/topology";
import type { ContainerStarter } from "./container-run";
import { ServiceTasks } from "./service-tasks";

export interface FleetProps {
  readonly services: readonly EcsService[];
  readonly balancers: Balancers;
  readonly starter: ContainerStarter;
  /** Writer for the output of one service's tasks. */
  readonly writerFor: (service: string) => (text: string) => void;
  readonly note: (line: string) => void;
}

/** The tasks of all services. */
export class Fleet {
  readonly services: readonly ServiceTasks[];

  constructor({ services, balancers, starter, writerFor, note }: FleetProps) {
    const problems: string[] = [];
    for (const { name, task } of services.filter(({ desiredCount }) => desiredCount > 0)) {
      for (const container of task.containers) {
        const left = starter.leavesOut(container);
        if (left === undefined) problems.push(...starter.check(container, name));
        else note(`${name}: ${left}`);
      }
    }
    if (problems.length > 0) throw new Problem(...problems);
    this.services = services.map(
      (service) =>
        new ServiceTasks({
          service,
          registrations: balancers.registrationsOf(service),
          starter,
          write: writerFor(service.name),
          note,
        }),
    );
  }

  /** Starts everything at once; when a task does not come up, ends what came up and throws. */
  async start(): Promise<void> {
    const starts = await Promise.allSettled(this.services.map((service) => service.start()));
    const problems = starts.flatMap((start) => (start.status === "rejected" ? [start.reason as unknown] : []));
    if (problems.length === 0) return;
    this.kill();
    const lines = problems.flatMap((problem) => {
      if (problem instanceof Problem) return problem.lines;
      throw problem;
    });
    throw new Problem(...lines);
  }

  /** Resolves with true as soon as every task is healthy, with false when that takes longer. */
  async settle(milliseconds: number): Promise<boolean> {
    const tasks = this.services.flatMap((service) => service.tasks);
    const all = Promise.all(tasks.map((task) => task.healthy())).then(() => true);
    return Promise.race([all, sleep(milliseconds, false, { ref: false })]);
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
  }

  kill(): void {
    for (const service of this.services) service.kill();
  }
}
