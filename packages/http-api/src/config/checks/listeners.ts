import { listenerRules, type ListenerRule } from "../entries";
import { servicesRoutedByHeader } from "../services-routed-by-header";
import { BY_HEADER, MAX_DEPTH } from "../listener-priorities";
import { quote, type Problem } from "../problem";
import { depth, isWithin } from "../schema/service-path";
import { routedServices, type RoutedService, type Service } from "../config";
import type { Check, CheckInput } from "./check";

/** Listeners and rules with the same number, with one that hides others, or with a path too deep to be ordered. */
export const checkListeners: Check = (input) => {
  function behind(kind: Service["integration"]) {
    return routedServices(input.environment.services).filter(({ integration }) => integration === kind);
  }
  const alb = behind("alb");
  const nlb = behind("nlb");
  return [
    ...alb
      .filter(({ path }) => depth(path) > MAX_DEPTH)
      .map(({ name, path }) => ({
        path: input.at(name, "path"),
        message: `got ${quote(path)} with ${String(depth(path))} segments; give at most ${String(MAX_DEPTH)}`,
      })),
    ...shared(input, alb, "listenerRulePriority"),
    ...misplaced(input, alb),
    ...hidden(input),
    ...shared(input, nlb, "listenerPort"),
  ];
};

/**
 * A rule by path before a rule by header would take requests that the route sent elsewhere: a client would reach that
 * service by the routes, and the authorization, of another.
 */
function misplaced({ at }: CheckInput, services: readonly RoutedService[]): Problem[] {
  const byHeader = servicesRoutedByHeader(services);
  if (byHeader.size === 0) return [];
  const last = BY_HEADER.first + BY_HEADER.size - 1;
  return services.flatMap(({ name, stripPrefix, listenerRulePriority: priority }) => {
    if (priority === undefined || priority <= last === byHeader.has(name)) return [];
    const why = stripPrefix
      ? "with stripPrefix"
      : "for methods, authorization or throttle that differ from those of other services";
    const message = byHeader.has(name)
      ? `got ${quote(priority)} ${why}, whose rule has to come before all that look at the path; give 1 to ${String(last)}, or leave it out`
      : `got ${quote(priority)}, which is kept for rules by header; give ${String(last + 1)} to 50000, or leave it out`;
    return [{ path: at(name, "listenerRulePriority"), message }];
  });
}

/** A rule for a path that comes before the one for a path below it takes everything that was meant for that one. */
function hidden({ at, environment: { services, listenerRulePriorities: priorities } }: CheckInput): Problem[] {
  const byPath = listenerRules(services).filter(({ byHeader, path }) => !byHeader && depth(path) <= MAX_DEPTH);
  if (!byPath.some(({ given }) => given !== undefined)) return [];
  function priorityOf({ name }: ListenerRule): number {
    return priorities[name] ?? 0;
  }
  return byPath.flatMap((wide) =>
    byPath
      .filter((narrow) => narrow.service !== wide.service && isWithin(narrow.path, wide.path))
      .filter((narrow) => priorityOf(wide) < priorityOf(narrow))
      .map((narrow) => {
        const isWide = wide.given !== undefined;
        const [one, other] = isWide ? [wide, narrow] : [narrow, wide];
        const given = `${quote(one.given)} for ${one.path}, and ${other.path} of ${other.name} has ${String(priorityOf(other))}`;
        return {
          path: at(one.service, "listenerRulePriority"),
          message: `got ${given}: the rule of ${wide.path} would take every request of ${narrow.path}; give ${isWide ? "more" : "less"} than that, or leave it out`,
        };
      }),
  );
}

function shared(
  { at }: CheckInput,
  services: readonly Service[],
  key: "listenerRulePriority" | "listenerPort",
): Problem[] {
  const owner = new Map<number, string>();
  return services.flatMap(({ name, [key]: number }) => {
    const first = number === undefined ? undefined : owner.get(number);
    if (number !== undefined && first === undefined) owner.set(number, name);
    if (first === undefined) return [];
    return [
      {
        path: at(name, key),
        message: `got ${quote(number)}, which ${first} has already; give each its own, or leave it out`,
      },
    ];
  });
}
