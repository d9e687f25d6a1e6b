/** Name of the file that records the numbers of a config's services; it is beside the config. */
export const ALLOCATION_FILE = "http-api.allocations.json";

/** Numbers that AWS requires and that must not change while other services come and go, by service name. */
export interface EnvironmentNumbers {
  /** 1 to 65,535. */
  readonly listenerPorts: Readonly<Record<string, number>>;
  /** 1 to 50,000. */
  readonly listenerRulePriorities: Readonly<Record<string, number>>;
}

/** What the allocation file holds: the numbers of every application, by environment. */
export type Allocations = Readonly<Record<string, Readonly<Record<string, EnvironmentNumbers>>>>;

const NONE: EnvironmentNumbers = { listenerPorts: {}, listenerRulePriorities: {} };

/** The numbers recorded for an environment; empty where there are none. */
export function recordedFor(allocations: Allocations, application: string, environment: string): EnvironmentNumbers {
  const environments = ownValue(allocations, application) ?? {};
  return ownValue(environments, environment) ?? NONE;
}

/** Whether anything was ever recorded for an application. */
export function isRecorded(allocations: Allocations, application: string): boolean {
  return Object.hasOwn(allocations, application);
}

function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
