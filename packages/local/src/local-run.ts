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
  /** How services find each other. @default no service calls another */
  readonly names?: ServiceNames;
}

export interface LocalRunProps
  extends
    ServedTopology,
    Pick<GatewayProps, "auth" | "trusted" | "accessLog" | "onExchange">,
    Pick<FleetProps, "writerFor" | "note" | "attached" | "commanded"> {
  /** The consumer, or endpoint, whose requests are answered. @default the API's clients */
  readonly from?: string | undefined;
}

/** How long requests in flight may take after the gateway has closed, in milliseconds, before they are cut off. */
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
    // The gateway asks for every backend when it is created; after that all target groups know their services.
    this.gateway = createGateway({
      ...others,
      from: endpointOf(topology, props.from),
      api: topology.api,
      backendFor: (ref) => balancers.backendFor(ref),
    });
    const entry = consumerEntry(topology, balancers, props.from);
    this.door = entry && new ConsumerDoor({ ...entry, onExchange: props.onExchange });
    this.fleet = new Fleet({ ...others, services: topology.services, balancers });
  }

  get topology(): Topology {
    return this.served.topology;
  }

  get balancers(): Balancers {
    return this.atBalancers;
  }

  /** Of a private REST API: through which endpoint requests count as sent. */
  get endpoint(): string | undefined {
    return this.gateway.endpoint;
  }

  /**
   * Serves changed Terraform from now on: its routes, rules and functions together, once its new and changed services run.
   * Requests in flight end as they began.
   * @returns what was done, one line per change
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
    const entry = consumerEntry(topology, balancers, this.props.from);
    const { changes, finish } = await this.fleet.takeOver({ ...next, services: topology.services, balancers });
    if (this.stopping) {
      finish();
      await this.fleet.stop();
      return [];
    }
    front.use();
    if (entry) this.door?.use(entry);
    finish();
    balancers.forgetBefore();
    this.served.functions.retireAllBut(functions);
    const reported = new Set(this.served.functions.notes);
    for (const note of [...front.notes, ...functions.notes]) if (!reported.has(note)) this.props.note(note);
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

  /** Accepts no new requests; those in flight are answered, then the tasks drain and end. */
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

/** The endpoint of a private REST API that requests come through: `from` is its id, or a consumer that has one. */
function endpointOf({ restEndpoints = [] }: Topology, from: string | undefined): string | undefined {
  if (from?.startsWith("vpce-") === true) return from;
  return restEndpoints.find(({ name }) => name === from)?.id;
}

/** Whether the served API answers a consumer: its own in front of PrivateLink, or the private REST API. */
export function servesApiOf(topology: Topology, from: string): boolean {
  const { api, consumers = [] } = topology;
  if (endpointOf(topology, from) !== undefined) return true;
  return consumers.some((consumer) => consumer.name === from && consumer.api === api.address);
}

/** Where a consumer's requests arrive, bypassing every API. @throws UserError when there is no such consumer */
function consumerEntry(topology: Topology, balancers: Balancers, from: string | undefined) {
  if (from === undefined || endpointOf(topology, from) !== undefined) return undefined;
  const { consumers = [], restEndpoints = [] } = topology;
  const consumer = consumers.find(({ name }) => name === from);
  if (consumer === undefined) {
    const names = [...consumers, ...restEndpoints].map(({ name }) => name);
    const known = names.join(", ") || "none; add some in `consumers` of the config";
    throw new UserError(
      `--from ${from}: no such consumer; consumers: ${known}. One with \`serviceName\` leads to services that are not here.`,
    );
  }
  if (servesApiOf(topology, from)) return undefined;
  return { backend: balancers.backendFor(consumer.backend), via: consumer.via };
}

/** Lets the tasks of called services register, and points their names to them. */
function leadNames({ topology, names }: ServedTopology, balancers: Balancers): void {
  names?.lead(topology.calls ?? [], (service) => balancers.registryFor(service));
}
