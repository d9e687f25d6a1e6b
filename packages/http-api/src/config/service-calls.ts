import type { Service } from "./config";

/** Variable with the address of a called service: `AUTHOR_SERVICE_URL`. It is unique, because names have no underscores. */
export function callVariable(service: string): string {
  return `${service.replaceAll("-", "_").toUpperCase()}_URL`;
}

/** DNS name of a service's tasks inside the VPC. */
export function serviceHostname(service: string, namespace: string): string {
  return `${service}.${namespace}`;
}

/** The private DNS namespace of an environment, by the prefix of its names. */
export function namespaceOf(prefix: string): string {
  return `${prefix}.local`;
}

/** Names of the services that others call, by DNS. */
export function calledServices(services: readonly Pick<Service, "calls">[]): ReadonlySet<string> {
  return new Set(services.flatMap(({ calls }) => calls));
}

/** Variables with the addresses of the services that a service calls. A records have no port, so the address does. */
export function callEnvironment(
  { calls }: Pick<Service, "calls">,
  services: readonly Pick<Service, "name" | "port">[],
  namespace: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    calls.flatMap((called) => {
      const service = services.find(({ name }) => name === called);
      if (service === undefined) return [];
      return [[callVariable(called), `http://${serviceHostname(called, namespace)}:${String(service.port)}`]];
    }),
  );
}
