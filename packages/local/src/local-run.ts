import { Balancers } from "./balancer/balancers";
import type { LocalFunctions } from "./functions/local-functions";
import { ConsumerDoor } from "./gateway/consumer-door";
import { createGateway, type Gateway, type GatewayProps } from "./gateway/gateway";
import { UserError } from "@private-http-api/cli-kit";
import { portProblem } from "./ports";
import type { ServiceNames } from "./names/service-names";
import { Fleet, type FleetProps } from "./tasks/fleet";
import type { Topology } from "@private-http-api/topology";

/** What is served, and how its parts run here. */
export interface ServedTopology extends Pick<FleetProps, "starter" | "identityOf"> {
  readonly topology: Topology;
  readonly functions: LocalFunctions;
  /** Where services find each other. @default none calls another */
  readonly names?: ServiceNames;
}

export interface LocalRunProps
  extends
    ServedTopology,
    Pick<GatewayProps, "auth" | "trusted" | "accessLog" | "onExchange">,
    Pick<FleetProps, "writerFor" | "note" | "attached" | "commanded"> {
  /** The consumer of PrivateLink whose requests are answered, in place of the API's. @default the API's */
  readonly from?: string | undefined;
}

/** Requests under way may take this long to end after the gateway closed, in milliseconds, before they are cut off. */
const gatewayDrain = 10_000;

/** How long the start waits for the first health checks, in milliseconds; then the load balancer fails open. */
const healthWait = 5_000;

/** A topology that runs on this machine: gateway, balancers and tasks. */
export class LocalRun {
  readonly fleet: Fleet;
  private atBalancers: Balancers;
  private served: ServedTopology;
  private readonly gateway: Gateway;
  private readonly door: ConsumerDoor | undefined;
  private stopping = false;

  constructor(private readonly props: LocalRunProps) {
    const { topology, ...others } = props;
    this.served = props;
    const balancers = new Balancers(props.note);
    this.atBalancers = balancers;
    leadNames(props, balancers);
    // The gateway asks for every backend when it is made; after that all target groups know their services.
    this.gateway = createGateway({
      ...others,
      api: topology.api,
      backendFor: (ref) => balancers.backendFor(ref),
    });
    const way = wayOf(topology, balancers, props.from);
    this.door = way && new ConsumerDoor({ ...way, onExchange: props.onExchange });
    this.fleet = new Fleet({ ...others, services: topology.services, balancers });
  }

  get topology(): Topology {
    return this.served.topology;
  }

  get balancers(): Balancers {
    return this.atBalancers;
  }

  /**
   * Serves changed Terraform from now on: its routes, rules and functions at once, when its new and changed services run.
   * Requests under way end as they began.
   * @returns what was done, a line each
   */
  async swap(next: ServedTopology): Promise<readonly string[]> {
    const { topology, functions } = next;
    const balancers = new Balancers(this.props.note, this.balancers);
    leadNames(next, balancers);
    const front = this.gateway.prepare({
      api: topology.api,
      functions,
      backendFor: (ref) => balancers.backendFor(ref),
    });
    const way = wayOf(topology, balancers, this.props.from);
    const { changes, finish } = await this.fleet.takeOver({ ...next, services: topology.services, balancers });
    if (this.stopping) {
      finish();
      await this.fleet.stop();
      return [];
    }
    front.use();
    if (way) this.door?.use(way);
    finish();
    balancers.forgetBefore();
    this.served.functions.retireAllBut(functions);
    const said = new Set(this.served.functions.notes);
    for (const note of [...front.notes, ...functions.notes]) if (!said.has(note)) this.props.note(note);
    this.atBalancers = balancers;
    this.served = next;
    return changes;
  }

  /** Resolves with true when the tasks get requests and the gateway listens, with false when it was stopped before. */
  async start(port: number): Promise<boolean> {
    const asked = this.door === undefined ? this.gateway.notes : [];
    for (const note of [...asked, ...this.served.functions.notes]) this.props.note(note);
    await this.fleet.start();
    await this.fleet.settle(healthWait);
    const failing = this.balancers.unhealthy();
    if (failing.length > 0)
      this.props.note(
        `Not healthy yet: ${failing.join(", ")}. Where no target is healthy, all get requests (fail open).`,
      );
    for (const note of this.balancers.unmet()) this.props.note(note);
    if (this.stopping) return false;
    await (this.door ?? this.gateway).listen(port, "127.0.0.1").catch((error: unknown) => {
      this.fleet.kill();
      throw portProblem(port, "--port", error as NodeJS.ErrnoException);
    });
    return true;
  }

  /** No new requests; those under way are answered, then the tasks drain and end. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([(this.door ?? this.gateway).close(gatewayDrain), this.fleet.stop()]);
    this.served.functions.close();
    this.served.names?.close();
  }

  kill(): void {
    this.served.functions.close();
    this.served.names?.close();
    this.fleet.kill();
  }
}

/** What requests of a consumer come to. @throws UserError where there is no such consumer */
function wayOf({ consumers = [] }: Topology, balancers: Balancers, from: string | undefined) {
  if (from === undefined) return undefined;
  const consumer = consumers.find(({ name }) => name === from);
  if (consumer === undefined) {
    const known = consumers.map(({ name }) => name).join(", ") || "none; `consumers` in the config makes some";
    throw new UserError(`--from ${from}: no such consumer of PrivateLink; there are ${known}.`);
  }
  return { backend: balancers.backendFor(consumer.backend), via: consumer.via };
}

/** Lets the tasks of services that others call register, and leads their names to them. */
function leadNames({ topology, names }: ServedTopology, balancers: Balancers): void {
  names?.lead(topology.calls ?? [], (service) => balancers.registryFor(service));
}
