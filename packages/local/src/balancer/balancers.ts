import type { Backend } from "../gateway/backend";
import type { BackendRef, CloudMapService, EcsService, EcsServiceRef, TargetGroup } from "@private-http-api/topology";
import { AlbBackend } from "./alb-backend";
import { CloudMapBackend } from "./cloud-map-backend";
import { InstanceRegistry } from "./instance-registry";
import { NlbBackend } from "./nlb-backend";
import type { PoolTarget } from "./pool-target";
import { TargetPool } from "./target-pool";
import type { TargetRegistry } from "./target-registry";

/** Where a service's tasks register, and with which port of which container. */
export interface Registration {
  readonly registry: TargetRegistry;
  readonly containerName: string;
  readonly containerPort: number;
}

/** Everything between the gateway and the tasks, created once for everything that the API refers to. */
export class Balancers {
  readonly pools = new Map<TargetGroup, TargetPool>();
  readonly registries = new Map<CloudMapService, InstanceRegistry>();
  private readonly backends = new Map<object, Backend>();
  private readonly registrations = new Map<EcsService, Registration[]>();

  /**
   * @param note gets a line whenever a target becomes unhealthy, or healthy again
   * @param before the balancers until now: unchanged target groups and Cloud Map services keep their targets
   */
  constructor(
    private readonly note: (line: string) => void = () => undefined,
    private before?: Balancers,
  ) {}

  /** Everything to be kept from before is taken over now. */
  forgetBefore(): void {
    this.before = undefined;
  }

  /** The backend of an integration; two integrations to one listener share its turns and health checks. */
  backendFor(ref: BackendRef): Backend {
    // Two integrations may ask the same Cloud Map service for different attributes.
    const identity = ref.kind === "cloud-map" ? ref : ref.listener;
    const backend = this.backends.get(identity) ?? this.create(ref);
    this.backends.set(identity, backend);
    return backend;
  }

  /** The instances of a Cloud Map service; a service that others call by name need not be behind a route. */
  registryFor(service: CloudMapService): InstanceRegistry {
    const known = this.registries.get(service);
    if (known !== undefined) return known;
    const registry = this.before?.registryLike(service) ?? new InstanceRegistry();
    this.registries.set(service, registry);
    this.enter(service.services, registry);
    return registry;
  }

  registrationsOf(service: EcsService): readonly Registration[] {
    return this.registrations.get(service) ?? [];
  }

  /** Targets that have not passed their health checks, with the reason of the last check. */
  unhealthy(): readonly string[] {
    return [...this.pools.values()].flatMap((pool) =>
      pool.targets.flatMap(({ target, state, reason = "no answer yet" }) =>
        state === "healthy" ? [] : [`${target.id} (${reason})`],
      ),
    );
  }

  /** Attributes that integrations ask for and no instance has, one line each. */
  unmet(): readonly string[] {
    const lines = [...this.backends.values()].map((one) => (one instanceof CloudMapBackend ? one.unmet : undefined));
    return [...new Set(lines.filter((line) => line !== undefined))];
  }

  private create(ref: BackendRef): Backend {
    const poolOf = (group: TargetGroup): TargetPool => this.poolOf(group);
    switch (ref.kind) {
      case "alb-listener":
        return new AlbBackend(ref.listener, poolOf, ref.via);
      case "nlb-listener":
        return new NlbBackend(ref.listener, poolOf, ref.via);
      case "cloud-map":
        return new CloudMapBackend(ref, this.registryFor(ref.service));
    }
  }

  private poolOf(group: TargetGroup): TargetPool {
    const known = this.pools.get(group);
    if (known !== undefined) return known;
    const pool =
      this.before?.poolLike(group) ??
      new TargetPool({
        check: group.healthCheck,
        deregistrationDelaySeconds: group.deregistrationDelaySeconds,
        onHealth: this.reporter(),
      });
    this.pools.set(group, pool);
    this.enter(group.services, pool);
    return pool;
  }

  private poolLike({ address, healthCheck, deregistrationDelaySeconds }: TargetGroup): TargetPool | undefined {
    const key = JSON.stringify([address, healthCheck, deregistrationDelaySeconds]);
    return [...this.pools].find(
      ([group]) => JSON.stringify([group.address, group.healthCheck, group.deregistrationDelaySeconds]) === key,
    )?.[1];
  }

  private registryLike({ address }: CloudMapService): InstanceRegistry | undefined {
    return [...this.registries].find(([service]) => service.address === address)?.[1];
  }

  /** Reports no targets that were healthy from the first check on. */
  private reporter(): (target: PoolTarget) => void {
    const failed = new Set<string>();
    return ({ target: { id }, state, reason }) => {
      if (state === "unhealthy") {
        failed.add(id);
        this.note(`${id} is unhealthy: ${reason ?? "no reason given"}.`);
      } else if (failed.delete(id)) this.note(`${id} is healthy again.`);
    };
  }

  private enter(refs: readonly EcsServiceRef[], registry: TargetRegistry): void {
    for (const { service, containerName, containerPort } of refs) {
      const known = this.registrations.get(service) ?? [];
      this.registrations.set(service, [...known, { registry, containerName, containerPort }]);
    }
  }
}
