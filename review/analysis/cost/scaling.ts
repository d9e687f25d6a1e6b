import { numberOf, textOf } from "../../plan/json";
import { identityOf, type Resource, type World } from "../../plan/world";

/** Between how many tasks scaling keeps a service; what is not known is left out. */
export interface ScalingLimits {
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

/** The limits of the scaling that names a service, by its name or by a reference to it. */
export const scalingOf = (service: Resource, world: World): ScalingLimits | undefined => {
  const targets = targetsOf(world);
  const name = textOf(service.values["name"]);
  const target =
    targets.get(identityOf(service)) ??
    (name === undefined ? undefined : targets.get(identityOf({ stack: service.stack, address: name })));
  if (target === undefined) return undefined;
  return { least: numberOf(target.values["min_capacity"]), most: numberOf(target.values["max_capacity"]) };
};

/** Scaling by stack and service: its name, or its address where the id is a reference to the name. */
const targetsOf = (world: World): ReadonlyMap<string, Resource> => {
  const known = BY_WORLD.get(world);
  if (known !== undefined) return known;
  const found = new Map(
    world.ofType("aws_appautoscaling_target").flatMap((target) => {
      const scaled = textOf(target.values["resource_id"]);
      const named = scaled?.startsWith("service/") === true ? scaled.slice(scaled.lastIndexOf("/") + 1) : undefined;
      if (named === undefined) return [];
      const address = /^\$\{(.+)\.name\}$/.exec(named)?.[1] ?? named;
      return [[identityOf({ stack: target.stack, address }), target] as const];
    }),
  );
  BY_WORLD.set(world, found);
  return found;
};

const BY_WORLD = new WeakMap<World, ReadonlyMap<string, Resource>>();
