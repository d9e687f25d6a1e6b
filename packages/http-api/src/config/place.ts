import { isObject } from "./merge";

/** Path of a service's setting, as one environment has it. */
export type Place = (service: string, ...keys: readonly PropertyKey[]) => readonly PropertyKey[];

/**
 * Where an environment's settings are in the config file: in its own override of the service, or in the service
 * itself, whichever has more of the path. What neither has belongs in the override, where there is one.
 */
export function placeIn(raw: unknown, environment: string): Place {
  const at = ["environments", environment, "services"];
  return (service, ...keys) => {
    const own = [...at, service];
    const base = ["services", service];
    const [inOwn, inBase] = [own, base].map((start) => held(raw, [...start, ...keys]) - start.length);
    const isOverridden = held(raw, own) === own.length;
    return [...(isOverridden && (inOwn ?? 0) >= (inBase ?? 0) ? own : base), ...keys];
  };
}

/** How many keys of a path there are, from its beginning. */
function held(raw: unknown, path: readonly PropertyKey[]): number {
  let value = raw;
  for (const [index, key] of path.entries()) {
    if (!(isObject(value) || Array.isArray(value)) || !Object.hasOwn(value, key)) return index;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return path.length;
}
