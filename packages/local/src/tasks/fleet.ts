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
  /** A text that is equal for services whose tasks run the same program in the same way. */
  readonly identityOf: (service: EcsService) => string;
  /** Services that already run, by name. @default none */
  readonly attached?: Readonly<Record<string, Address>>;
  /** Names of services that a command starts, with at least one task. @default none */
  readonly commanded?: ReadonlySet<string>;
  /** Writer for the output of one service's tasks. */
  readonly writerFor: (service: string) => (text: string) => void;
  readonly note: (line: string) => void;
}

/** If no further service comes up within this time, in milliseconds, startup continues without the missing ones. */
const startQuiet = 4_000;

/** How long services that replace others may take to become healthy, in milliseconds. */
const takeOverWait = 10_000;

/** The parts of a fleet that change with the Terraform. */
type FleetParts = Pick<FleetProps, "services" | "balancers" | "starter" | "identityOf">;

/** Services of changed Terraform that run and are ready to take over. */
export interface TakeOver {
  /** What was done, one line per change. */
  readonly changes: readonly string[];
  /** Ends what is no longer needed. */
  readonly finish: () => void;
}

/** The tasks of all services. */
export class Fleet {
  private all: readonly ServiceTasks[];
  private readonly identities = new WeakMap<ServiceTasks, string>();

  constructor(private readonly props: FleetProps) {
    this.all = props.services.map((service) => this.create(service, props));
  }

  get services(): readonly ServiceTasks[] {
    return this.all;
  }

  /** Starts everything at once. Services that do not come up do not block the others: they are reported, and tried again. */
  async start(): Promise<void> {
    if (await this.startAll(this.all)) return;
    const missing = this.all.filter((service) => service.isComingUp).map(({ service }) => service.name);
    this.props.note(
      `Not up yet: ${missing.join(", ")}. Until a task listens on the port that PORT names, its routes answer 503.`,
    );
  }

  /** Resolves with true as soon as every running task is healthy, with false when that takes longer. */
  async settle(milliseconds: number, services = this.all): Promise<boolean> {
    const tasks = services.flatMap((service) => service.tasks).filter(({ status }) => status === "RUNNING");
    const all = Promise.all(tasks.map((task) => task.healthy())).then(() => true);
    return Promise.race([all, sleep(milliseconds, false, { ref: false })]);
  }

  /**
   * Starts new and changed services and lets them become healthy; unchanged services keep running and register with the
   * given balancers. Where a changed service does not come up, the previous one stays.
   */
  async takeOver(parts: FleetParts): Promise<TakeOver> {
    const before = new Map(this.all.map((service) => [service.service.address, service]));
    const kept = new Map<EcsService, ServiceTasks>();
    const fresh = new Map<EcsService, ServiceTasks>();
    const leave: (() => void)[] = [];
    const changes: string[] = [];
    for (const service of parts.services) {
      const known = before.get(service.address);
      const isSame = known !== undefined && this.identities.get(known) === parts.identityOf(service);
      if (isSame) kept.set(service, known);
      else fresh.set(service, this.create(service, parts, known?.launchedCount));
    }
    await this.startAll([...fresh.values()]);
    await this.settle(takeOverWait, [...fresh.values()]);
    for (const [service, one] of fresh) {
      const known = before.get(service.address);
      if (known?.isUp !== true || one.isUp || one.desiredCount === 0) {
        changes.push(`${service.name} ${known === undefined ? "started" : "restarted"}`);
        continue;
      }
      changes.push(`${service.name} does not come up after the change, its previous tasks keep running`);
      void one.stop();
      fresh.delete(service);
      kept.set(service, known);
    }
    for (const [service, known] of kept) {
      leave.push(known.join(parts.balancers.registrationsOf(service)));
      if (await known.resize(service.desiredCount))
        changes.push(`${service.name} has ${known.desiredCount === 1 ? "1 task" : `${known.desiredCount} tasks`}`);
      before.delete(service.address);
    }
    this.all = parts.services.flatMap((service) => kept.get(service) ?? fresh.get(service) ?? []);
    const addresses = new Set(parts.services.map(({ address }) => address));
    for (const [address, { service }] of before) if (!addresses.has(address)) changes.push(`${service.name} stopped`);
    return {
      changes,
      finish: () => {
        for (const done of leave) done();
        for (const gone of before.values()) void gone.stop();
      },
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((service) => service.stop()));
  }

  kill(): void {
    for (const service of this.all) service.kill();
  }

  private startAll(services: readonly ServiceTasks[]): Promise<boolean> {
    return untilQuiet(
      services.map((service) => service.start()),
      startQuiet,
    );
  }

  private create(service: EcsService, parts: FleetParts, launchedBefore = 0): ServiceTasks {
    const { balancers, starter, identityOf } = parts;
    const { attached = {}, commanded, writerFor, note } = this.props;
    const tasks = new ServiceTasks({
      service,
      registrations: balancers.registrationsOf(service),
      starter,
      attached: ownValue(attached, service.name),
      isCommanded: commanded?.has(service.name) ?? false,
      launchedBefore,
      write: writerFor(service.name),
      note,
    });
    this.identities.set(tasks, identityOf(service));
    return tasks;
  }
}
