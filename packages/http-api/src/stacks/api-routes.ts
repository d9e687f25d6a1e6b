import type { Throttle } from "../constructs/api-stage";
import type { HttpApi, RouteAuthorization } from "../constructs/http-api";
import type { ApiFunctions } from "./api-functions";
import type { ApiRoute, HttpApiStackProps } from "./http-api-stack-props";

/** An authorizer, as a route names it. */
interface AuthorizerOfRoutes {
  readonly type: "JWT" | "CUSTOM";
  readonly id: string;
}

/**
 * Adds the routes of an API, and the authorizers that they ask.
 *
 * @param integrations ids of the API's integrations, by the plan's own
 * @param functions those of the authorizers. @default no authorizer has one
 */
export function addRoutes(
  api: HttpApi,
  { routes, authorizers }: Pick<HttpApiStackProps, "routes" | "authorizers">,
  integrations: ReadonlyMap<string, string>,
  functions?: ApiFunctions,
): void {
  const byName = new Map(
    Object.entries(authorizers).map(([name, authorizer]): [string, AuthorizerOfRoutes] => {
      if ("issuer" in authorizer) return [name, { type: "JWT", id: api.addJwtAuthorizer(name, authorizer) }];
      if (functions === undefined) throw new Error(`${api.node.path}: no function ${name}`);
      const id = functions.behindAuthorizer(name, (invokeArn) =>
        api.addLambdaAuthorizer(name, { ...authorizer, invokeArn }),
      );
      return [name, { type: "CUSTOM", id }];
    }),
  );
  for (const route of routes) {
    const integration = integrations.get(route.integration);
    if (integration === undefined) throw new Error(`${route.key}: no integration ${route.integration}`);
    api.addRoute(route.id, route.key, integration, authorizationOf(route, byName), route.after);
  }
}

/** Throttles of the routes that have one, by route key. */
export function routeThrottles(routes: readonly ApiRoute[]): Readonly<Record<string, Throttle>> {
  return Object.fromEntries(routes.flatMap(({ key, throttle }) => (throttle ? [[key, throttle]] : [])));
}

function authorizationOf(
  { authorization, key }: ApiRoute,
  authorizers: ReadonlyMap<string, AuthorizerOfRoutes>,
): RouteAuthorization {
  if (authorization === "none") return { type: "NONE" };
  if (authorization === "iam") return { type: "AWS_IAM" };
  const authorizer = authorizers.get(authorization.authorizer);
  if (authorizer === undefined) throw new Error(`${key}: no authorizer ${authorization.authorizer}`);
  const { type, id: authorizerId } = authorizer;
  return type === "JWT" ? { type, authorizerId, scopes: authorization.scopes } : { type, authorizerId };
}
