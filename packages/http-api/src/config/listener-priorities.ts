import type { RoutedService, Service } from "./config";
import { listenerRules } from "./entries";
import { depth } from "./schema/service-path";
import { stableNumbers, type NumberRange } from "./stable-numbers";

/** Deepest path that has priorities set aside. */
export const MAX_DEPTH = 9;

/** Rules that match a header come before all that match a path: the header is the gateway's decision. */
export const BY_HEADER: NumberRange = { first: 1, size: 2_000 };

/**
 * Priorities from 2,001 to 50,000, cut into bands by the depth of a path: deeper paths come first, because a path can only
 * lie below a shorter one. The bands of one to three segments, where most services are, are the wide ones.
 */
function band(segments: number): NumberRange {
  if (segments <= 3) return { first: 50_001 - segments * 12_000, size: 12_000 };
  return { first: 14_001 - (segments - 3) * 2_000, size: 2_000 };
}

/** The priority of every service's rule on the listener of PrivateLink, where all match the path. */
export function privateLinkPriorities(services: readonly RoutedService[]): ReadonlyMap<string, number> {
  return stableNumbers(services, {
    given: () => undefined,
    recorded: {},
    rangeOf: ({ path }) => band(depth(path)),
  });
}

/**
 * The priority of every rule of the application load balancer, by the name that it is recorded under.
 *
 * @param recorded priorities of earlier runs, by the same names
 * @throws RangeError when the priorities of a depth are all taken
 */
export function listenerPriorities(
  services: readonly Service[],
  recorded: Readonly<Record<string, number>> = {},
): ReadonlyMap<string, number> {
  // A deeper path is refused already; a number out of range would be a second problem for the same cause.
  const rules = listenerRules(services).filter(({ path }) => depth(path) <= MAX_DEPTH);
  return stableNumbers(rules, {
    given: ({ given }) => given,
    recorded,
    rangeOf: ({ byHeader, path }) => (byHeader ? BY_HEADER : band(depth(path))),
  });
}
