import type { Allocations, EnvironmentNumbers } from "./allocations";
import type { ImageChoice, ImageRecord } from "./image-record";
import type { EnvironmentSettings } from "./schema/environment-schema";
import type { ExistingNetwork, OwnNetwork } from "./schema/network-schema";
import type { Problem } from "./problem";
import type { HealthCheckConfig, ServiceConfig } from "./schema/service-schema";

/** A config with every default filled in and every override applied. */
export interface Config {
  readonly name: string;
  readonly environments: readonly Environment[];
  /** Every recorded number, and those that were allocated for the first time. */
  readonly allocations: Allocations;
  /** Images that are recorded, and which of them to take. @default none is recorded */
  readonly images?: { readonly record: ImageRecord; readonly choice: ImageChoice };
  /** What a user should know although AWS accepts it. @default nothing */
  readonly warnings?: readonly Problem[];
}

/** One environment, ready to become stacks. */
export interface Environment extends Omit<EnvironmentSettings, "logRetentionDays" | "network"> {
  readonly name: string;
  readonly network: OwnNetwork | ExistingNetwork;
  readonly logRetentionDays: number;
  /** By name. */
  readonly services: readonly Service[];
  /** Priority of each service's rule on the application load balancer, by service name. */
  readonly listenerRulePriorities: Readonly<Record<string, number>>;
  /** Port of each service's listener on the network load balancer, by service name. */
  readonly listenerPorts: Readonly<Record<string, number>>;
  /** Numbers that are recorded for services that exist, or once did. */
  readonly recordedNumbers: EnvironmentNumbers;
}

/** A service of one environment. */
export interface Service extends Omit<ServiceConfig, "drainSeconds" | "healthCheckGracePeriodSeconds" | "integration"> {
  readonly name: string;
  /** `none`: no route leads to it. */
  readonly integration: NonNullable<ServiceConfig["integration"]> | "none";
  readonly drainSeconds: number;
  readonly healthCheckGracePeriodSeconds: number;
}

/** A service that routes of the API lead to. */
export interface RoutedService extends Service {
  readonly path: string;
  readonly healthCheck: HealthCheckConfig;
}

/** The services that routes lead to; the others are called only by services. */
export function routedServices(services: readonly Service[]): readonly RoutedService[] {
  return services.filter(isRouted);
}

function isRouted(service: Service): service is RoutedService {
  return service.path !== undefined && service.healthCheck !== undefined;
}
