import { routedServices, type RoutedService, type Service } from "./config";
import { isWithin } from "./schema/service-path";

/**
 * Names of the services behind the application load balancer that are chosen by a header, which the gateway sets, and not
 * by the path.
 *
 * The gateway chooses a route by method and path, and the load balancer would choose again, by the path alone, which it
 * normalizes first: `/api/books/../authors`, accepted by the open route of `/api/books`, would reach `/api/authors` past its
 * authorizer. So only services that accept the same callers, by the same methods, are chosen by path: the most common kind
 * of service, and of two equally common kinds that of the first name. All others are chosen by the header, and so is a
 * service of that kind whose path is above or below one of theirs. With `stripPrefix` a path can look like any other.
 */
export function servicesRoutedByHeader(services: readonly Service[]): ReadonlySet<string> {
  const behind = behindBalancer(services);
  const byPath = behind.filter(({ stripPrefix }) => !stripPrefix);
  const common = mostCommonAccess(byPath);
  const mixed = byPath.filter(
    (one) => accessOf(one) !== common || byPath.some((other) => nest(one, other) && accessOf(one) !== accessOf(other)),
  );
  return new Set([...behind.filter(({ stripPrefix }) => stripPrefix), ...mixed].map(({ name }) => name));
}

/** A setting of a service by which it lets in others than most services behind the load balancer. */
export interface OddAccess {
  readonly service: string;
  readonly key: "methods" | "authorization";
  readonly own: unknown;
  /** What most of them have. */
  readonly others: unknown;
}

/** Why services of a REST API are not all chosen by path: those that do not let in what most of them do, key by key. */
export function oddAccesses(services: readonly Service[]): readonly OddAccess[] {
  const byPath = behindBalancer(services).filter(({ stripPrefix }) => !stripPrefix);
  const common = mostCommonAccess(byPath);
  const model = byPath.find((one) => accessOf(one) === common);
  if (model === undefined) return [];
  return byPath.flatMap((one) =>
    (["methods", "authorization"] as const)
      .filter((key) => accessOf({ ...model, [key]: one[key] }) !== common)
      .map((key) => ({ service: one.name, key, own: one[key], others: model[key] })),
  );
}

function behindBalancer(services: readonly Service[]): readonly RoutedService[] {
  return routedServices(services).filter(({ integration }) => integration === "alb");
}

function mostCommonAccess(services: readonly RoutedService[]): string | undefined {
  return mostCommon([...services].sort((a, b) => (a.name < b.name ? -1 : 1)).map(accessOf));
}

function nest(one: RoutedService, other: RoutedService): boolean {
  return isWithin(one.path, other.path) || isWithin(other.path, one.path);
}

/** The most common value; of several, the first. */
function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}

/** What a service's routes accept, as text that is equal for equal settings. */
function accessOf({ methods = [], authorization = "none", throttle }: Service): string {
  const caller =
    typeof authorization === "string"
      ? authorization
      : [authorization.authorizer, [...new Set(authorization.scopes)].sort()];
  return JSON.stringify([[...new Set(methods)].sort(), caller, throttle?.burst, throttle?.rate]);
}
