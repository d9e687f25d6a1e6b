import type { Backend, BackendResponse, Decision, Target } from "../gateway/backend";
import type { BackendRef } from "../topology/backends";
import { serviceUnavailable } from "./gateway-answers";
import type { Instance, InstanceRegistry } from "./instance-registry";

/** A Cloud Map service: API Gateway asks for the instances with the wanted attributes and chooses among them itself. */
export class CloudMapBackend implements Backend {
  private readonly via: readonly string[];
  private readonly wanted: readonly (readonly [string, string])[];
  private readonly key: string;

  constructor(
    { service, queryParameters }: Extract<BackendRef, { kind: "cloud-map" }>,
    private readonly registry: InstanceRegistry,
  ) {
    this.via = [service.address];
    this.wanted = Object.entries(queryParameters);
    this.key = JSON.stringify(this.wanted);
  }

  decide(): Decision {
    return (
      this.choose(this.registry.size) ?? { kind: "respond", via: this.via, response: serviceUnavailable() }
    );
  }

  /** @param left how many instances may still be asked */
  private choose(left: number): Decision | undefined {
    const instance = left > 0 ? this.registry.pick(this.wanted, this.key) : undefined;
    return instance === undefined
      ? undefined
      : new Discovered(instance, this.via, () => this.tryAnother(instance, left));
  }

  private tryAnother(refusing: Instance, left: number): Decision | undefined {
    this.registry.refused(refusing);
    return this.choose(left - 1);
  }
}

class Discovered {
  readonly kind = "forward";
  readonly target: Target;

  constructor(
    instance: Instance,
    readonly via: readonly string[],
    readonly onRefused: () => Decision | undefined,
  ) {
    this.target = instance.target;
  }

  onFailure(): BackendResponse {
    return serviceUnavailable();
  }

  done(): void {
    // Nobody counts: Cloud Map does not see the requests.
  }
}
