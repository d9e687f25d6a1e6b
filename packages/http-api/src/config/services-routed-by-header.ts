import { routedServices, type RoutedService, type Service } from "./config";
import { isWithin } from "./schema/service-path";

/**
 * Services behind the application load balancer that their route decides, in a header that the gateway sets: by name.
 *
 * The gateway chooses a route by method and path, and the load balancer would choose again, by the path alone, which it
 * normalizes first: `/api/books/../authors`, let in by the open route of `/api/books`, would reach `/api/authors` past its
 * authorizer. So all that share rules by path let the same callers in, by the same methods: the most common kind of
 * service, and of two as common the one of the first name. Every other is chosen by the header, and so is one of them whose
 * path lies above or below such another's. A path that was taken off can look like any other.
 */
export function servicesRoutedByHeader(services: readonly Service[]): ReadonlySet<string> {
  const behind = routedServices(services).filter(({ integration }) => integration === "alb");
  const byPath = behind.filter(({ stripPrefix }) => !stripPrefix);
  const common = mostCommon([...byPath].sort((a, b) => (a.name < b.name ? -1 : 1)).map(accessOf));
  const mixed = byPath.filter(
    (one) => accessOf(one) !== common || byPath.some((other) => nest(one, other) && accessOf(one) !== accessOf(other)),
  );
  return new Set([...behind.filter(({ stripPrefix }) => stripPrefix), ...mixed].map(({ name }) => name));
}

function nest(one: RoutedService, other: RoutedService): boolean {
  return isWithin(one.path, other.path) || isWithin(other.path, one.path);
}

/** Of values that are as common, the first. */
function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}

/** What a service's routes let through, as text that is the same for the same. */
function accessOf({ methods = [], authorization = "none", throttle }: Service): string {
  const caller =
    typeof authorization === "string"
      ? authorization
      : [authorization.authorizer, [...new Set(authorization.scopes)].sort()];
  return JSON.stringify([[...new Set(methods)].sort(), caller, throttle?.burst, throttle?.rate]);
}
