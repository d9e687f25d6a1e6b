import type { EnvironmentSettings } from "./schema/environment-schema";
import type { ExistingNetwork, OwnNetwork } from "./schema/network-schema";
import type { ServiceConfig } from "./schema/service-schema";

/** A config with every default filled in and every override applied. */
export interface Config {
  readonly name: string;
  readonly environments: readonly Environment[];
}

/** One environment, ready to become stacks. */
export interface Environment extends Omit<EnvironmentSettings, "logRetentionDays" | "network"> {
  readonly name: string;
  readonly network: OwnNetwork | ExistingNetwork;
  readonly logRetentionDays: number;
  /** In the order of the config file. */
  readonly services: readonly Service[];
}

/** A service of one environment. */
export interface Service extends Omit<ServiceConfig, "drainSeconds"> {
  readonly name: string;
  readonly drainSeconds: number;
}
