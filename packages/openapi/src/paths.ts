import type { HttpApi, Route, Throttle } from "@private-http-api/topology";
import type { Method, Operation, PathItem } from "./open-api";
import { responsesOf } from "./responses";
import { securityOf } from "./security";

/** The methods of `ANY`. With CORS on, the API answers OPTIONS itself. */
const EVERY: readonly Method[] = ["get", "head", "post", "put", "patch", "delete", "options"];

/**
 * Paths as API Gateway writes them in its own exports, greedy variables included: `/books/{proxy+}`.
 * @param endsOf names of the services and functions behind a route, by its key
 */
export function pathsOf(
  api: HttpApi,
  endsOf: (routeKey: string) => readonly string[],
): Readonly<Record<string, PathItem>> {
  const paths: Record<string, PathItem> = {};
  // A route with a specific method takes precedence over one with ANY.
  const [every, named] = [api.routes.filter(isForEvery), api.routes.filter((route) => !isForEvery(route))];
  for (const route of [...named, ...every]) {
    const { methods, path } = target(route, api.cors !== undefined);
    const parameters = parametersOf(path);
    const operation = operationOf(route, api, endsOf(route.key));
    const added = Object.fromEntries(methods.map((method) => [method, operation]));
    paths[path] = { ...(parameters.length === 0 ? {} : { parameters }), ...added, ...paths[path] };
  }
  return Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isForEvery({ key }: Route): boolean {
  return key === "$default" || key.startsWith("ANY ");
}

function target(route: Route, hasCors: boolean): { readonly methods: readonly Method[]; readonly path: string } {
  const [method = "", path = "/{proxy+}"] = route.key.split(" ");
  const named = EVERY.find((each) => each === method.toLowerCase());
  const every = hasCors ? EVERY.filter((each) => each !== "options") : EVERY;
  return { methods: named === undefined ? every : [named], path };
}

function parametersOf(path: string): readonly object[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    ...(name.endsWith("+") ? { description: "The rest of the path, slashes included." } : {}),
    schema: { type: "string" },
  }));
}

function operationOf(route: Route, { cors, stage, rest }: HttpApi, ends: readonly string[]): Operation {
  const security = securityOf(route.authorization);
  if (cors !== undefined && route.key.startsWith("OPTIONS ")) {
    const responses = { 204: { description: "What browsers may do from the allowed origins" } };
    return { summary: "Preflights, which the API answers itself", security, responses };
  }
  const own = stage.routeThrottles[route.key];
  return {
    ...(ends.length === 0 ? {} : { tags: ends }),
    summary: ends.join(", "),
    ...(own === undefined ? {} : { description: throttleText(own) }),
    security,
    responses: responsesOf(route, rest),
  };
}

export function throttleText({ burst, rate }: Throttle): string {
  return `Requests: at most ${rate} per second, ${burst} at once.`;
}
