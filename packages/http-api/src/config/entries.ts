import { routedServices, type RoutedService, type Service } from "./config";
import { servicesRoutedByHeader } from "./services-routed-by-header";

/** How requests reach a service. */
export interface Entry {
  readonly integration: Service["integration"];
  /** Public path, without the API's base path. */
  readonly path: string;
  /** The listener rule matches the header that the gateway sets, and not the path. */
  readonly byHeader: boolean;
}

/** The entries of an environment's services, and the previous ones of those that change with this deploy; by service name. */
export interface Entries {
  readonly now: ReadonlyMap<string, Entry>;
  readonly before: ReadonlyMap<string, Entry>;
}

/** The entries of an environment's services. */
export function entriesOf(all: readonly Service[]): Entries {
  const services = routedServices(all);
  const before = services.map((service) => ({
    ...service,
    path: service.previousEntry?.path ?? service.path,
    integration: service.previousEntry?.integration ?? service.integration,
  }));
  const headersBefore = servicesRoutedByHeader(before);
  function former({ name, integration, path, previousEntry }: RoutedService): Entry {
    const rule = previousEntry?.listenerRule;
    const byHeader = rule === undefined ? headersBefore.has(name) : rule === "header";
    return { integration, path, byHeader: integration === "alb" && byHeader };
  }
  const headers = servicesRoutedByHeader(services);
  return {
    now: new Map(
      services.map(({ name, integration, path }) => [name, { integration, path, byHeader: headers.has(name) }]),
    ),
    before: new Map(before.filter((each) => each.previousEntry).map((each) => [each.name, former(each)])),
  };
}

/** Whether requests reach a service by an integration, or did before this deploy. */
export function isEnteredBy(service: Service, integration: Service["integration"]): boolean {
  return service.integration === integration || service.previousEntry?.integration === integration;
}

/** A rule of the application load balancer. */
export interface ListenerRule {
  /** The service that it leads to. */
  readonly service: string;
  /** What its number is recorded under. */
  readonly name: string;
  readonly path: string;
  readonly byHeader: boolean;
  /** The number that the config gives. */
  readonly given: number | undefined;
}

/** Name under which the rule of a previous entry is recorded, where the service has another rule now. */
export function previousRuleName(service: string): string {
  return `${service}/previous`;
}

/** The rules of the application load balancer, including those that stay for one deploy. */
export function listenerRules(services: readonly Service[]): readonly ListenerRule[] {
  const { now, before } = entriesOf(services);
  return services.flatMap(({ name: service, listenerRulePriority: given }): ListenerRule[] => {
    const [one, other] = [now.get(service), before.get(service)].filter((entry) => entry?.integration === "alb");
    return [
      ...(one ? [{ ...one, service, name: service, given }] : []),
      ...(other ? [{ ...other, service, name: previousRuleName(service), given: undefined }] : []),
    ];
  });
}
