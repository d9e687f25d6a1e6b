import type { Service } from "./config";
import { isWithin } from "./schema/service-path";

/**
 * Services behind the application load balancer that their route decides, in a header that the gateway sets: by name.
 *
 * The gateway chooses a route by method and path, and the load balancer would choose again, by the path alone. Below a
 * path that answers more methods, or asks callers for something else, the two can choose differently: a request by the
 * open route of `/api` would reach `/api/books` past its authorizer. A path that was taken off can look like any other.
 */
export function chosenByHeader(services: readonly Service[]): ReadonlySet<string> {
  const behind = services.filter(({ integration }) => integration === "alb");
  const byPath = behind.filter(({ stripPrefix }) => !stripPrefix);
  const mixed = byPath.filter((one) => byPath.some((other) => nest(one, other) && accessOf(one) !== accessOf(other)));
  return new Set([...behind.filter(({ stripPrefix }) => stripPrefix), ...mixed].map(({ name }) => name));
}

function nest(one: Service, other: Service): boolean {
  return isWithin(one.path, other.path) || isWithin(other.path, one.path);
}

/** What a service's routes let through, as text that is the same for the same. */
function accessOf({ methods = [], authorization = "none", throttle }: Service): string {
  const caller =
    typeof authorization === "string"
      ? authorization
      : [authorization.authorizer, [...new Set(authorization.scopes)].sort()];
  return JSON.stringify([[...new Set(methods)].sort(), caller, throttle?.burst, throttle?.rate]);
}
