import { type Environment, routedServices, type RoutedService } from "../config";
import { entriesOf } from "../entries";
import { quote, type Problem } from "../problem";
import { namesItsMethods } from "../route-plan";
import type { Check } from "./check";

/** Entries of before that cannot be kept, or are none. */
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
        "names the entry that the service has; give what this deploy changes (integration, path or listenerRule) as it was before, or leave it out";
      return [{ path, message }];
    }
    return one.path === other.path ? [] : sameKeys(environment, service, [...path, "path"]);
  });
};

/** Routes of a new path are there before those of the old one go, under keys that AWS takes once. */
function sameKeys(environment: Environment, service: RoutedService, path: readonly PropertyKey[]): Problem[] {
  if (!environment.api.autoDeploy || !namesItsMethods(environment, service)) return [];
  const message = `got ${quote(service.previousEntry?.path)} for a service whose routes name their methods: AWS takes no second route with the same key, so that the old path would have none for a moment; deploy once with api.autoDeploy false, then change the path: its routes go live together`;
  return [{ path, message }];
}
