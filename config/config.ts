import type { EnvironmentSettings } from "./schema/environment-schema";
import type { ServiceConfig } from "./schema/service-schema";

/** A config with every default filled in and every override applied. */
export interface Config {
  readonly name: string;
  readonly environments: readonly Environment[];
}

/** One environment, ready to become stacks. */
export interface Environment extends Omit<EnvironmentSettings, "logRetentionDays"> {
  readonly name: string;
  readonly logRetentionDays: number;
  /** In the order of the config file. */
  readonly services: readonly Service[];
}

/** A service of one environment. */
export interface Service extends ServiceConfig {
  readonly name: string;
}
