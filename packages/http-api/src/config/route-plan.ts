import { type Environment, routedServices, type RoutedService } from "./config";
import { type Entries, entriesOf } from "./entries";
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
  /** Service or function that it leads to. */
  readonly owner: string;
  readonly integration: string;
  readonly authorization: AuthorizationConfig;
  readonly throttle?: ThrottleConfig;
  /** Ids of routes that must exist before this one changes. */
  readonly after?: readonly string[];
}

/** The routes of an environment's API and the integrations that they lead to. */
export interface RoutePlan {
  readonly routes: readonly PlannedRoute[];
  readonly integrations: readonly PlannedIntegration[];
}

/** A service or function with a public path. */
interface Exposed {
  readonly name: string;
  readonly path: string;
  readonly methods?: readonly string[] | undefined;
  readonly authorization?: AuthorizationConfig | undefined;
  readonly throttle?: ThrottleConfig | undefined;
}

/** The routes of an environment's API, and how each rewrites a request's path. */
export function planRoutes(environment: Environment): RoutePlan {
  const { api } = environment;
  const services = routedServices(environment.services);
  const plan = new Plan();
  const entries = entriesOf(services);
  const proxied = services.filter(({ integration }) => api.routing === "proxy" && integration === "alb");
  for (const service of services.filter((each) => !proxied.includes(each))) {
    addService(plan, environment, service, entries);
    const before = entries.before.get(service.name);
    if (before && before.path !== service.path) addFormerPath(plan, environment, { ...service, ...before }, entries);
  }
  const [first] = proxied;
  if (first) addService(plan, environment, { ...first, name: "proxy", path: "" }, entries, first.name);
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
  entries: Entries,
  target: string = service.name,
): void {
  for (const part of PARTS)
    plan.route(environment, service, part, addIntegration(plan, environment, { service, part, entries, target }));
}

/**
 * The routes of a service's previous path. They lead where those of its new path do, and exist before those change or,
 * where AWS would refuse a second route with the same key, right after.
 */
function addFormerPath(plan: Plan, environment: Environment, service: RoutedService, entries: Entries): void {
  const { name } = service;
  const former = { ...service, name: formerName(name), integration: entries.now.get(name)?.integration ?? "alb" };
  const named = namesItsMethods(environment, service);
  for (const part of PARTS) {
    const integration = addIntegration(plan, environment, { service: former, part, entries, target: name });
    const current = plan.routes.filter(({ id }) => id.startsWith(`${name}_${part}`));
    const after = plan.routes.length;
    plan.route(environment, named ? former : { ...former, methods: ALL_METHODS }, part, integration);
    const added = plan.routes.slice(after);
    const [first, second] = named ? [current, added] : [added, current];
    plan.wait(second, first);
  }
}

/** Name of what belongs to the previous path; no service can have it, because their names have no underscores. */
function formerName(service: string): string {
  return `${service}_previous`;
}

/** The integration of a service's route, by its id. */
function addIntegration(
  plan: Plan,
  environment: Environment,
  {
    service,
    part,
    entries,
    target,
  }: { readonly service: RoutedService; readonly part: RoutePart; readonly entries: Entries; readonly target: string },
): string {
  const { basePath = "", stage } = environment.api;
  const { name, path, stripPrefix, integration } = service;
  const mapping = pathMapping({
    publicPath: `${basePath}${path}`,
    ownPath: stripPrefix ? "" : path,
    stage,
    part,
  });
  const isAlb = integration === "alb";
  const byHeader = isAlb && entries.now.get(target)?.byHeader === true;
  const requestParameters = {
    ...mapping.requestParameters,
    ...(isAlb ? headerMapping(byHeader ? target : undefined, entries) : {}),
  };
  const shared = isAlb && !byHeader ? "alb" : target;
  const id = mapping.rewritten ? `${name}_${part}` : shared;
  return plan.integration({ id, target: { service: target }, requestParameters });
}

/**
 * Where any service is chosen by the header that the gateway sets, clients must not be able to send it: they could reach
 * one service by the routes, and the authorization, of another.
 */
function headerMapping(service: string | undefined, { now, before }: Entries): Readonly<Record<string, string>> {
  if (service !== undefined) return { [`overwrite:header.${SERVICE_HEADER}`]: service };
  const isRead = [...now.values(), ...before.values()].some(({ byHeader }) => byHeader);
  return isRead ? { [`remove:header.${SERVICE_HEADER}`]: "''" } : {};
}

class Plan implements RoutePlan {
  readonly routes: PlannedRoute[] = [];
  private readonly byId = new Map<string, PlannedIntegration>();

  get integrations(): readonly PlannedIntegration[] {
    return [...this.byId.values()];
  }

  /** Adds an integration, unless one of that id exists: routes with the same target and mapping share it. */
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
      // The last of the named methods replaces the ANY route that an API without CORS has: that one goes once the others
      // exist, so that no request is without a route.
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

  /** Makes some routes wait for others. */
  wait(waiting: readonly PlannedRoute[], first: readonly PlannedRoute[]): void {
    for (const route of waiting) {
      const place = this.routes.indexOf(route);
      this.routes[place] = { ...route, after: [...(route.after ?? []), ...first.map(({ id }) => id)] };
    }
    // A route comes after those that it waits for.
    const moved = this.routes.filter(({ id }) => waiting.some((each) => each.id === id));
    const others = this.routes.filter((each) => !moved.includes(each));
    this.routes.splice(0, this.routes.length, ...others, ...moved);
  }
}

/** Every method of an HTTP API except OPTIONS. */
const NAMED_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The methods that an `ANY` route matches, as keys that AWS allows beside that route's own ["Routes for HTTP APIs"]. */
const ALL_METHODS = [...NAMED_METHODS, "OPTIONS"] as const;

/** Whether the routes of a service name their methods, so that none of them is an `ANY` route. */
export function namesItsMethods(environment: Environment, service: RoutedService): boolean {
  return service.methods !== undefined || namesMethods(environment, service);
}

/**
 * Whether a service's routes name their methods where the config names none. Preflights carry no token, so an `ANY` route
 * that asks for one would refuse them, and an open OPTIONS route would lead anybody to the service. Where no route takes
 * OPTIONS, the API itself answers preflights ["Configure CORS for HTTP APIs in API Gateway"].
 */
function namesMethods({ api }: Environment, { methods, authorization = "none" }: Exposed): boolean {
  return api.cors !== undefined && methods === undefined && authorization !== "none";
}
