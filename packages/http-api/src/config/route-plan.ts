import { servicesRoutedByHeader } from "./services-routed-by-header";
import { type Environment, routedServices, type RoutedService } from "./config";
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
  /** Ids of routes that have to be there before this one changes. */
  readonly after?: readonly string[];
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
  const { api } = environment;
  const services = routedServices(environment.services);
  const plan = new Plan();
  const byHeader = servicesRoutedByHeader(services);
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
  service: RoutedService,
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
    const { name, authorization = "none", throttle } = exposed;
    const path = `${environment.api.basePath ?? ""}${exposed.path}`;
    const named = namesMethods(environment, exposed);
    const methods = exposed.methods ?? (named ? NAMED_METHODS : ["ANY"]);
    const others: string[] = [];
    for (const method of methods) {
      // The last of the named ones takes the place of the ANY route that an API without CORS has: that one goes once the
      // others are there, so that no request is without a route.
      const replacesAny = named && method === methods.at(-1);
      const id = method === "ANY" || replacesAny ? `${name}_${part}` : `${name}_${part}_${method.toLowerCase()}`;
      this.routes.push({
        id,
        key: `${method} ${part === "path" ? path || "/" : `${path}/{proxy+}`}`,
        owner: name,
        integration,
        authorization,
        ...(throttle ? { throttle } : {}),
        ...(replacesAny ? { after: [...others] } : {}),
      });
      others.push(id);
    }
  }
}

/** Every method of an HTTP API but OPTIONS. */
const NAMED_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * Whether a service's routes name their methods where the config names none. Preflights carry no token, so an `ANY` route
 * that asks for one would refuse them, and an open OPTIONS route would lead anybody to the service. Where no route takes
 * OPTIONS, the API answers preflights by itself ["Configure CORS for HTTP APIs in API Gateway"].
 */
function namesMethods({ api }: Environment, { methods, authorization = "none" }: Exposed): boolean {
  return api.cors !== undefined && methods === undefined && authorization !== "none";
}
