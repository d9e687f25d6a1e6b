import { chosenByHeader } from "./chosen-by-header";
import type { Environment, Service } from "./config";
import { pathMapping, type RoutePart } from "./path-mapping";
import type { AuthorizationConfig, ThrottleConfig } from "./schema/authorization-schema";
import { SERVICE_HEADER } from "./service-header";

/** One integration of the API. */
interface PlannedIntegration {
  readonly id: string;
  readonly target: { readonly service: string } | { readonly function: string };
  /** Parameter mappings; empty for none. */
  readonly requestParameters: Readonly<Record<string, string>>;
}

/** One route of the API. */
interface PlannedRoute {
  readonly id: string;
  /** e.g. `ANY /api/books/{proxy+}`. */
  readonly key: string;
  /** Service or function that it is there for. */
  readonly owner: string;
  readonly integration: string;
  readonly authorization: AuthorizationConfig;
  readonly throttle?: ThrottleConfig;
}

/** The routes of an environment's API and the integrations that they lead to. */
export interface RoutePlan {
  readonly routes: readonly PlannedRoute[];
  readonly integrations: readonly PlannedIntegration[];
}

/** What has a public path. */
interface Exposed {
  readonly name: string;
  readonly path: string;
  readonly methods?: readonly string[] | undefined;
  readonly authorization?: AuthorizationConfig | undefined;
  readonly throttle?: ThrottleConfig | undefined;
}

/** Which routes an environment's API has, and how the path of a request is written for what is behind them. */
export function planRoutes(environment: Environment): RoutePlan {
  const { api, services } = environment;
  const plan = new Plan();
  const byHeader = chosenByHeader(services);
  const proxied = services.filter(({ integration }) => api.routing === "proxy" && integration === "alb");
  for (const service of services.filter((each) => !proxied.includes(each)))
    addService(plan, environment, service, byHeader);
  const [first] = proxied;
  if (first) addService(plan, environment, { ...first, name: "proxy", path: "" }, byHeader, first.name);
  for (const [name, { path, methods, authorization, throttle }] of Object.entries(api.functions)) {
    const integration = plan.integration({ id: `function_${name}`, target: { function: name }, requestParameters: {} });
    const exposed = { name, path, methods, authorization, throttle };
    for (const part of PARTS) plan.route(environment, exposed, part, integration);
  }
  return plan;
}

const PARTS: readonly RoutePart[] = ["path", "below"];

function addService(
  plan: Plan,
  environment: Environment,
  service: Service,
  byHeader: ReadonlySet<string>,
  target: string = service.name,
): void {
  const { basePath = "", stage } = environment.api;
  const publicPath = `${basePath}${service.path}`;
  const ownPath = service.stripPrefix ? "" : service.path;
  const shared = service.integration === "alb" && !byHeader.has(service.name) ? "alb" : service.name;
  for (const part of PARTS) {
    const mapping = pathMapping({ publicPath, ownPath, stage, part });
    const requestParameters = {
      ...mapping.requestParameters,
      ...(service.integration === "alb" ? headerMapping(service.name, byHeader) : {}),
    };
    const id = mapping.rewritten ? `${service.name}_${part}` : shared;
    const integration = plan.integration({ id, target: { service: target }, requestParameters });
    plan.route(environment, service, part, integration);
  }
}

/**
 * Where any service is chosen by the header that the gateway sets, no client may bring it: it could reach one service by
 * the routes, and the authorization, of another.
 */
function headerMapping(name: string, byHeader: ReadonlySet<string>): Readonly<Record<string, string>> {
  if (byHeader.has(name)) return { [`overwrite:header.${SERVICE_HEADER}`]: name };
  return byHeader.size > 0 ? { [`remove:header.${SERVICE_HEADER}`]: "''" } : {};
}

class Plan implements RoutePlan {
  readonly routes: PlannedRoute[] = [];
  private readonly byId = new Map<string, PlannedIntegration>();

  get integrations(): readonly PlannedIntegration[] {
    return [...this.byId.values()];
  }

  /** The integration of that id: one is enough for everything that is sent to one place in one way. */
  integration(wanted: PlannedIntegration): string {
    if (!this.byId.has(wanted.id)) this.byId.set(wanted.id, wanted);
    return wanted.id;
  }

  route(environment: Environment, exposed: Exposed, part: RoutePart, integration: string): void {
    const { name, methods = ["ANY"], authorization = "none", throttle } = exposed;
    const path = `${environment.api.basePath ?? ""}${exposed.path}`;
    for (const method of methods) {
      const suffix = method === "ANY" ? "" : `_${method.toLowerCase()}`;
      const route: PlannedRoute = {
        id: `${name}_${part}${suffix}`,
        key: `${method} ${part === "path" ? path || "/" : `${path}/{proxy+}`}`,
        owner: name,
        integration,
        authorization,
        ...(throttle ? { throttle } : {}),
      };
      this.routes.push(route);
      this.preflight(environment, route);
    }
  }

  /**
   * Preflights carry no token, so an `ANY` route that asks for one would refuse them. An open route of the same path and
   * the method OPTIONS goes before it, whatever else there is: AWS does not say how a route for OPTIONS on a greedy path
   * such as `OPTIONS /{proxy+}` compares with `ANY` on the whole one.
   */
  private preflight({ api }: Environment, route: PlannedRoute): void {
    const [method, path = ""] = route.key.split(" ");
    if (!api.cors || route.authorization === "none" || method !== "ANY") return;
    const { integration, owner } = route;
    this.routes.push({
      id: `${route.id}_preflight`,
      key: `OPTIONS ${path}`,
      owner,
      integration,
      authorization: "none",
    });
  }
}
