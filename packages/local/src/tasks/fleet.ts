import { setTimeout as sleep } from "node:timers/promises";
import type { Balancers } from "../balancer/balancers";
import type { EcsService } from "@private-http-api/topology";
import type { Address } from "./address";
import type { ContainerStarter } from "./container-run";
import { ownValue } from "../gateway/own-value";
import { ServiceTasks } from "./service-tasks";
import { untilQuiet } from "./until-quiet";

export interface FleetProps {
  readonly services: readonly EcsService[];
  readonly balancers: Balancers;
  readonly starter: ContainerStarter;
  /** Services that already run, by name. @default none */
  readonly attached?: Readonly<Record<string, Address>>;
  /** Names of services that a command starts, one task at least. @default none */
  readonly commanded?: ReadonlySet<string>;
  /** Writer for the output of one service's tasks. */
  readonly writerFor: (service: string) => (text: string) => void;
  readonly note: (line: string) => void;
}

/** While no further service comes up for this time, in milliseconds, the start goes on without those that are missing. */
const startQuiet = 4_000;

/** The tasks of all services. */
export class Fleet {
  readonly services: readonly ServiceTasks[];
  private readonly note: (line: string) => void;

  constructor({ services, balancers, starter, attached = {}, commanded, writerFor, note }: FleetProps) {
    this.note = note;
    this.services = services.map(
      (service) =>
        new ServiceTasks({
          service,
          registrations: balancers.registrationsOf(service),
          starter,
          attached: ownValue(attached, service.name),
          isCommanded: commanded?.has(service.name) ?? false,
          write: writerFor(service.name),
          note,
        }),
    );
  }

  /** Starts everything at once. What does not come up does not hold up the others: it is said, and tried again. */
  async start(): Promise<void> {
    if (
      await untilQuiet(
        this.services.map((service) => service.start()),
        startQuiet,
      )
    )
      return;
    const missing = this.services.filter((service) => service.isComingUp).map(({ service }) => service.name);
    this.note(
      `Not up yet: ${missing.join(", ")}. Until a task listens on the port that PORT names, its routes answer 503.`,
    );
  }

  /** Resolves with true as soon as every running task is healthy, with false when that takes longer. */
  async settle(milliseconds: number): Promise<boolean> {
    const tasks = this.services.flatMap((service) => service.tasks).filter(({ status }) => status === "RUNNING");
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
