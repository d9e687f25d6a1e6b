import { Balancers } from "./balancer/balancers";
import type { LocalFunctions } from "./functions/local-functions";
import { createGateway, type Gateway, type GatewayProps } from "./gateway/gateway";
import { portProblem } from "./ports";
import type { ContainerStarter } from "./tasks/container-run";
import { Fleet, type FleetProps } from "./tasks/fleet";
import type { Topology } from "@private-http-api/topology";

export interface LocalRunProps
  extends
    Pick<GatewayProps, "auth" | "accessLog" | "onExchange">,
    Pick<FleetProps, "writerFor" | "note" | "attached" | "commanded"> {
  readonly topology: Topology;
  readonly starter: ContainerStarter;
  readonly functions: LocalFunctions;
}

/** Requests under way may take this long to end after the gateway closed, in milliseconds, before they are cut off. */
const gatewayDrain = 10_000;

/** How long the start waits for the first health checks, in milliseconds; then the load balancer fails open. */
const healthWait = 5_000;

/** A topology that runs on this machine: gateway, balancers and tasks. */
export class LocalRun {
  readonly balancers: Balancers;
  readonly fleet: Fleet;
  private readonly gateway: Gateway;
  private stopping = false;

  constructor(private readonly props: LocalRunProps) {
    const { topology, starter, ...others } = props;
    this.balancers = new Balancers(props.note);
    // The gateway asks for every backend when it is made; after that all target groups know their services.
    this.gateway = createGateway({
      ...others,
      api: topology.api,
      backendFor: (ref) => this.balancers.backendFor(ref),
    });
    this.fleet = new Fleet({ ...others, services: topology.services, balancers: this.balancers, starter });
  }

  get topology(): Topology {
    return this.props.topology;
  }

  /** Resolves with true when the tasks get requests and the gateway listens, with false when it was stopped before. */
  async start(port: number): Promise<boolean> {
    for (const note of [...this.gateway.notes, ...this.props.functions.notes]) this.props.note(note);
    await this.fleet.start();
    await this.fleet.settle(healthWait);
    const failing = this.balancers.unhealthy();
    if (failing.length > 0)
      this.props.note(
        `Not healthy yet: ${failing.join(", ")}. Where no target is healthy, all get requests (fail open).`,
      );
    for (const note of this.balancers.unmet()) this.props.note(note);
    if (this.stopping) return false;
    await this.gateway.listen(port, "127.0.0.1").catch((error: unknown) => {
      this.fleet.kill();
      throw portProblem(port, "--port", error as NodeJS.ErrnoException);
    });
    return true;
  }

  /** No new requests; those under way are answered, then the tasks drain and end. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([this.gateway.close(gatewayDrain), this.fleet.stop()]);
    this.props.functions.close();
  }

  kill(): void {
    this.props.functions.close();
    this.fleet.kill();
  }
}
