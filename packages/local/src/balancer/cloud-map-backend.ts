import type { Backend, BackendResponse, Decision, Target } from "../gateway/backend";
import type { BackendRef } from "@private-http-api/topology";
import { GATEWAY_KEPT_MILLISECONDS, serviceUnavailable } from "./gateway-answers";
import type { InstanceRegistry } from "./instance-registry";

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
    const instance = this.registry.pick(this.wanted, this.key);
    if (instance !== undefined) return new Discovered(instance.target, this.via);
    const reason = `Cloud Map knows no instance of ${this.name}${this.askedText()}: 503 from API Gateway`;
    return { kind: "respond", via: this.via, viaKind: "Cloud Map", response: serviceUnavailable(), reason };
  }

  /** A message about the wanted attributes where no instance has them; otherwise `undefined`. */
  get unmet(): string | undefined {
    const { instances } = this.registry;
    if (this.wanted.length === 0 || instances.some((instance) => instance.carries(this.wanted))) return undefined;
    const here = this.wanted.map(([name]) => {
      const values = new Set(instances.map(({ attributes }) => attributes[name] ?? "none"));
      return `${name}=${[...values].sort().join("|") || "none"}`;
    });
    const asked = this.wanted.map(([name, value]) => `${name}=${value}`);
    return `No instance of ${this.name} has ${asked.join(", ")}, which its integration asks for: 503. Instances have ${here.join(", ")}.`;
  }

  private askedText(): string {
    if (this.wanted.length === 0) return "";
    return ` with ${this.wanted.map(([name, value]) => `${name}=${value}`).join(", ")}`;
  }
}

class Discovered {
  readonly kind = "forward";
  readonly viaKind = "Cloud Map";
  readonly answeredBy = "API Gateway";
  readonly keptMilliseconds = GATEWAY_KEPT_MILLISECONDS;

  constructor(
    readonly target: Target,
    readonly via: readonly string[],
  ) {}

  onFailure(): BackendResponse {
    return serviceUnavailable();
  }

  done(): void {
    // Requests of an instance are not counted.
  }
}
