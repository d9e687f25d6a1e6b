import { UserError } from "@private-http-api/cli-kit";
import type { Registration } from "../balancer/balancers";
import type { EcsService } from "@private-http-api/topology";
import type { Address } from "./address";
import type { ContainerRun, ContainerStarter, Exit } from "./container-run";
import { freePort, releasePort } from "./free-port";
import { instanceAttributes } from "./instance-attributes";
import { listening } from "./listening";
import { noFaults } from "./task-faults";

/** ECS's names for the states of a task (`lastStatus`). */
export type TaskStatus = "PENDING" | "RUNNING" | "STOPPING" | "STOPPED";

export interface TaskProps {
  readonly id: string;
  readonly service: EcsService;
  /** Availability Zone that the task is in. */
  readonly zone: string | undefined;
  readonly registrations: readonly Registration[];
  readonly starter: ContainerStarter;
  readonly write: (text: string) => void;
  /** Where its process already runs. @default its containers are started */
  readonly attached?: Address | undefined;
  /** How long a container may take until it listens, in milliseconds. */
  readonly startTimeoutMilliseconds: number;
}

/** One task of a service: its containers, from start to end. */
export class Task {
  readonly id: string;
  status: TaskStatus = "PENDING";
  readonly ports = new Map<string, number>();
  readonly faults = noFaults();
  /** Resolves when an essential container has ended, and with it the task. */
  readonly ended: Promise<Exit>;
  private runs: readonly ContainerRun[] = [];
  private registrations: readonly Registration[];
  /** Where it listens; `undefined` until it does. */
  private host: string | undefined;
  private end: (exit: Exit) => void = () => undefined;

  constructor(private readonly props: TaskProps) {
    this.id = props.id;
    this.registrations = props.registrations;
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  get zone(): string | undefined {
    return this.props.zone;
  }

  get pids(): readonly number[] {
    return this.runs.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /** Resolves when the task listens and is registered; throws a UserError when it does not come up. */
  async start(): Promise<void> {
    const { service, starter, write, id, attached } = this.props;
    if (attached !== undefined) {
      this.status = "RUNNING";
      for (const { containerName } of this.registrations) this.ports.set(containerName, attached.port);
      this.register(attached.host);
      return;
    }
    const containers = service.task.containers.filter((container) => starter.leavesOut(container) === undefined);
    const ports = await Promise.all(containers.map(() => freePort()));
    containers.forEach(({ name }, position) => this.ports.set(name, ports[position] ?? 0));
    if (this.stopped()) return;
    this.runs = containers.map((container, position) => {
      const run = starter.start({ taskId: id, task: service.task, container, port: ports[position] ?? 0, write });
      if (container.essential) void run.exited.then((exit) => this.onEssentialExit(exit));
      return run;
    });
    await this.untilListening();
    if (this.stopped()) return;
    this.status = "RUNNING";
    this.register("127.0.0.1");
  }

  /** Resolves with true when everything that it registers with would send it requests. */
  async healthy(): Promise<boolean> {
    const answers = await Promise.all(this.registrations.map(({ registry }) => registry.healthy(this.id)));
    return answers.every((answer) => answer);
  }

  /** Resolves with true when a load balancer considers it unhealthy, with false when that can no longer happen. */
  async unhealthy(): Promise<boolean> {
    // The user started its process: nothing here can replace it.
    if (this.props.attached !== undefined) return false;
    if (this.status !== "RUNNING" || this.registrations.length === 0) return false;
    return Promise.race([
      ...this.registrations.map(({ registry }) => registry.unhealthy(this.id)),
      this.ended.then(() => false),
    ]);
  }

  /** As ECS stops a task: no new requests, the last ones answered, SIGTERM, and SIGKILL after the stop timeout. */
  async stop(): Promise<void> {
    if (this.status === "STOPPED" || this.status === "STOPPING") {
      await this.ended;
      return;
    }
    this.status = "STOPPING";
    await Promise.all(this.registrations.map(({ registry }) => registry.deregister(this.id)));
    await Promise.all(this.runs.map((run) => run.stop()));
    this.finish({ code: 0, signal: null });
  }

  /** Whether it was started elsewhere, so that this run can neither end nor replace it. */
  get isAttached(): boolean {
    return this.props.attached !== undefined;
  }

  /** Whether a load balancer checks its health. */
  get isChecked(): boolean {
    return this.registrations.some(({ registry }) => registry.checksHealth);
  }

  /** Ends it at once, without draining. */
  kill(): void {
    for (const run of this.runs) run.kill();
  }

  /** Registers with these registries too. One that it is in already keeps its state. */
  join(registrations: readonly Registration[]): void {
    const before = this.registrations;
    this.registrations = registrations;
    if (this.status !== "RUNNING" || this.host === undefined) return;
    const known = new Set(before.map(({ registry }) => registry));
    this.register(
      this.host,
      registrations.filter(({ registry }) => !known.has(registry)),
    );
  }

  private register(host: string, registrations = this.registrations): void {
    const { id, zone } = this;
    const { service } = this.props;
    this.host = host;
    for (const { registry, containerName, containerPort } of registrations) {
      const target = { id, host, port: this.ports.get(containerName) ?? 0, faults: this.faults };
      registry.register(target, instanceAttributes({ service, zone, host, containerPort }));
    }
  }

  private async untilListening(): Promise<void> {
    const { registrations } = this;
    const { startTimeoutMilliseconds } = this.props;
    const names = new Set(registrations.map(({ containerName }) => containerName));
    const giveUp = new AbortController();
    const timer = setTimeout(() => {
      giveUp.abort();
    }, startTimeoutMilliseconds);
    void this.ended.then(() => {
      giveUp.abort();
    });
    const answers = await Promise.all([...names].map((name) => listening(this.ports.get(name) ?? 0, giveUp.signal)));
    clearTimeout(timer);
    if (answers.every((answer) => answer) || this.status === "STOPPING") return;
    if (this.status === "STOPPED") {
      throw new UserError(
        `${this.id} ended with ${describe(await this.ended)} before it listened on port ${this.portsText()}.`,
      );
    }
    this.kill();
    throw new UserError(
      `${this.id} does not listen on the port that PORT names (${this.portsText()}) after ${startTimeoutMilliseconds / 1000} s.`,
    );
  }

  private async onEssentialExit(exit: Exit): Promise<void> {
    if (this.status === "STOPPING") return;
    this.status = "STOPPED";
    for (const { registry } of this.registrations) registry.remove(this.id);
    // An essential container's end stops the others (ECS, "essential").
    await Promise.all(this.runs.map((run) => run.stop()));
    this.finish(exit);
  }

  private finish(exit: Exit): void {
    this.status = "STOPPED";
    for (const port of this.ports.values()) releasePort(port);
    this.end(exit);
  }

  /** Whether this task was stopped while it was still coming up. */
  private stopped(): boolean {
    return this.status !== "PENDING";
  }

  private portsText(): string {
    return [...this.ports.values()].join(", ");
  }
}

/** `exit code 1`, or the signal that ended it. */
export function describe({ code, signal }: Exit): string {
  return signal ?? `exit code ${code ?? "unknown"}`;
}
