import type { Resource, Terraform } from "@private-http-api/terraform-json";
import { admits } from "./admission";
import type { CloudMapService, Container, EcsService } from "./backends";
import type { CloudMapServices } from "./cloud-map-services";
import type { EcsServices } from "./ecs";

/** An address of another service's tasks, by their DNS name in Cloud Map, in a variable of a container. */
export interface ServiceCall {
  readonly from: EcsService;
  readonly container: Container;
  readonly variable: string;
  /** As the variable has it: DNS name and port. */
  readonly hostname: string;
  readonly port: number;
  readonly to: CloudMapService;
  /** Why nothing would answer there on AWS; `undefined` where tasks do. */
  readonly obstacle?: string;
}

/** Every address of a service in the variables of another. */
export function readServiceCalls(
  terraform: Terraform,
  services: EcsServices,
  cloudMap: CloudMapServices,
): readonly ServiceCall[] {
  return services.withResources.flatMap(({ service, resource }) =>
    service.task.containers.flatMap((container) =>
      Object.entries(container.environment).flatMap(([variable, text]) =>
        addressesIn(text).flatMap(({ hostname, port }): ServiceCall[] => {
          const to = cloudMap.byHostname(hostname);
          if (to === undefined) return [];
          const obstacle = obstacleTo(terraform, services, { from: resource, to, port });
          const call = { from: service, container, variable, hostname, port, to };
          return [{ ...call, ...(obstacle === undefined ? {} : { obstacle }) }];
        }),
      ),
    ),
  );
}

const SCHEMES: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443 };

/** DNS names of at least two parts with their ports: `http://prices.shop.local:8080/v1`, `prices.shop.local:8080`. */
function addressesIn(text: string): readonly { readonly hostname: string; readonly port: number }[] {
  const found = text.matchAll(/(?:([a-z]+):\/\/)?([a-z0-9_-]+(?:\.[a-z0-9_-]+)+)(?::(\d{1,5}))?(?![\w.:-])/gi);
  return [...found].flatMap(([, scheme, hostname = "", port]) => {
    const number = port === undefined ? SCHEMES[scheme?.toLowerCase() ?? ""] : Number(port);
    return number === undefined ? [] : [{ hostname, port: number }];
  });
}

interface Way {
  readonly from: Resource;
  readonly to: CloudMapService;
  readonly port: number;
}

function obstacleTo(terraform: Terraform, services: EcsServices, { from, to, port }: Way): string | undefined {
  const name = `${to.name}.${to.namespace}`;
  const ports = to.services.map(({ containerPort }) => containerPort);
  if (!ports.includes(port)) {
    return `the tasks of ${name} listen on ${[...new Set(ports)].join(", ")}, so that connections to port ${String(port)} are refused`;
  }
  const called = services.withResources.filter(({ service }) => to.services.some((ref) => ref.service === service));
  if (called.length === 0 || called.some(({ resource }) => admits(terraform, from, resource, port))) return undefined;
  return `no security group rule lets it reach port ${String(port)} of ${name}, so that connections time out on AWS`;
}
