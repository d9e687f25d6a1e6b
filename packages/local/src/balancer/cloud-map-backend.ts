import type { Backend, BackendResponse, Decision, Outcome, Target } from "../gateway/backend";
import type { BackendRef } from "@private-http-api/topology";
import { serviceUnavailable } from "./gateway-answers";
import type { Instance, InstanceRegistry } from "./instance-registry";

/** A Cloud Map service: API Gateway asks for the instances with the wanted attributes and chooses among them itself. */
export class CloudMapBackend implements Backend {
  private readonly via: readonly string[];
  private readonly name: string;
  private readonly wanted: readonly (readonly [string, string])[];
  private readonly key: string;

  constructor(
    { service, queryParameters }: Extract<BackendRef, { kind: "cloud-map" }>,
    private readonly registry: InstanceRegistry,
  ) {
    this.via = [service.address];
    this.name = [service.name, service.namespace].filter((part) => part !== "").join(".");
    this.wanted = Object.entries(queryParameters);
    this.key = JSON.stringify(this.wanted);
  }

  decide(): Decision {
    return this.choose(this.registry.size) ?? { kind: "respond", via: this.via, response: serviceUnavailable() };
  }

  /** What is asked of instances and no instance carries, for the user to read; `undefined` where one does. */
  get unmet(): string | undefined {
    const { instances } = this.registry;
    if (this.wanted.length === 0 || instances.some((instance) => instance.carries(this.wanted))) return undefined;
    const here = this.wanted.map(([name]) => {
      const values = new Set(instances.map(({ attributes }) => attributes[name] ?? "none"));
      return `${name}=${[...values].sort().join("|") || "none"}`;
    });
    const asked = this.wanted.map(([name, value]) => `${name}=${value}`);
    return `No instance of ${this.name} carries ${asked.join(", ")}, which its integration asks for: 503. Here there is ${here.join(", ")}.`;
  }

  /** @param left how many instances may still be asked */
  private choose(left: number): Decision | undefined {
    const instance = left > 0 ? this.registry.pick(this.wanted, this.key) : undefined;
    return instance === undefined
      ? undefined
      : new Discovered(instance, this.via, this.registry, () => this.tryAnother(instance, left));
  }

  private tryAnother(refusing: Instance, left: number): Decision | undefined {
    this.registry.avoid(refusing);
    return this.choose(left - 1);
  }
}

class Discovered {
  readonly kind = "forward";
  readonly target: Target;

  constructor(
    private readonly instance: Instance,
    readonly via: readonly string[],
    private readonly registry: InstanceRegistry,
    readonly onRefused: () => Decision | undefined,
  ) {
    this.target = instance.target;
  }

  onFailure(): BackendResponse {
    return serviceUnavailable();
  }

  done(outcome: Outcome): void {
    if (outcome.kind === "answered" && outcome.closing === true) this.registry.avoid(this.instance);
  }
}
