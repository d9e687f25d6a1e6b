import { textOf } from "@private-http-api/terraform-json";
import { identityOf, type Resource, type PlannedResources } from "../plan/planned-resources";
import { oncePer } from "../plan/once-per";

/** The scaling that names a service, by its name or by a reference to it: `service/<cluster>/<service>`. */
export function scalingTargetOf(service: Resource, planned: PlannedResources): Resource | undefined {
  const targets = targetsIn(planned);
  const name = textOf(service.values["name"]);
  return (
    targets.get(identityOf(service)) ??
    (name === undefined ? undefined : targets.get(identityOf({ stack: service.stack, address: name })))
  );
}

/** Scaling by stack and service: its name, or its address where the id is a reference to the name. */
const targetsIn = oncePer((planned: PlannedResources): ReadonlyMap<string, Resource> => {
  return new Map(
    planned.ofType("aws_appautoscaling_target").flatMap((target) => {
      const id = textOf(target.values["resource_id"]);
      if (id?.startsWith("service/") !== true) return [];
      const named = id.slice(id.lastIndexOf("/") + 1);
      const address = /^\$\{(.+)\.name\}$/.exec(named)?.[1] ?? named;
      return [[identityOf({ stack: target.stack, address }), target] as const];
    }),
  );
});
