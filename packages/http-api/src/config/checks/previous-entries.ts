import { type Environment, routedServices, type RoutedService } from "../config";
import { entriesOf } from "../entries";
import { quote, type Problem } from "../problem";
import { namesItsMethods } from "../route-plan";
import type { Check } from "./check";

/** Previous entries that cannot be kept, or that are the current one. */
export const checkPreviousEntries: Check = ({ environment, at }) => {
  const { now, before } = entriesOf(environment.services);
  return routedServices(environment.services).flatMap((service): Problem[] => {
    const [one, other] = [now.get(service.name), before.get(service.name)];
    if (!one || !other) return [];
    const path = at(service.name, "previousEntry");
    const rule = service.previousEntry?.listenerRule;
    if (rule !== undefined && other.integration !== "alb") {
      const message = `got ${quote(rule)} for an entry by "${other.integration}", which has no listener rule; leave it out, or set previousEntry.integration to "alb"`;
      return [{ path: [...path, "listenerRule"], message }];
    }
    if (one.integration === other.integration && one.path === other.path && one.byHeader === other.byHeader) {
      const message =
        "is the same as the service's entry; give what this deploy changes (integration, path or listenerRule) as it was before, or leave it out";
      return [{ path, message }];
    }
    return one.path === other.path ? [] : sameKeys(environment, service, [...path, "path"]);
  });
};

/** Routes of the new path exist before those of the old one are deleted, and AWS allows each key once. */
function sameKeys(environment: Environment, service: RoutedService, path: readonly PropertyKey[]): Problem[] {
  if (!environment.api.autoDeploy || !namesItsMethods(environment, service)) return [];
  const message = `got ${quote(service.previousEntry?.path)} for a service whose routes name their methods: AWS allows one route per key, so the old path would have none for a moment; deploy once with api.autoDeploy false, then change the path: its routes then go live together`;
  return [{ path, message }];
}
