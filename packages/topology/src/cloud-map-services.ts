import type { Resource, Terraform } from "@private-http-api/terraform-json";
import type { CloudMapService } from "./backends";
import type { EcsServices } from "./ecs";

/** Cloud Map services, each read once for both kinds of callers: an integration of the API, or tasks by DNS. */
export class CloudMapServices {
  private hostnames: ReadonlyMap<string, Resource> | undefined;
  private readonly known = new Map<Resource, CloudMapService>();

  constructor(
    private readonly terraform: Terraform,
    private readonly services: EcsServices,
  ) {}

  get(resource: Resource, from: Resource): CloudMapService {
    return this.known.get(resource) ?? this.read(resource, from);
  }

  /** The service with that DNS name; `undefined` if it does not exist or no ECS service registers its tasks in it. */
  byHostname(hostname: string): CloudMapService | undefined {
    this.hostnames ??= this.readHostnames();
    const resource = this.hostnames.get(hostname.toLowerCase());
    return resource === undefined ? undefined : this.get(resource, resource);
  }

  /** Services with tasks by DNS name; the first of two that share one. */
  private readHostnames(): ReadonlyMap<string, Resource> {
    const registered = this.terraform
      .resources("aws_service_discovery_service")
      .filter((resource) => this.services.registered(resource))
      .map((resource) => [this.namesOf(resource).join(".").toLowerCase(), resource] as const);
    return new Map(registered.reverse());
  }

  private read(resource: Resource, from: Resource): CloudMapService {
    const [name, namespace] = this.namesOf(resource);
    const records = resource.attributes.block("dns_config")?.blocks("dns_records") ?? [];
    const ttlSeconds = records.find((record) => record.text("type") === "A")?.number("ttl");
    const service = {
      address: resource.address,
      namespace,
      name,
      ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
      services: this.services.behind(resource, from.address),
    };
    this.known.set(resource, service);
    return service;
  }

  private namesOf(resource: Resource): readonly [string, string] {
    const { attributes } = resource;
    const types = ["aws_service_discovery_private_dns_namespace", "aws_service_discovery_http_namespace"];
    const id = attributes.block("dns_config")?.value("namespace_id") ?? attributes.value("namespace_id");
    const namespace = id === undefined ? undefined : this.terraform.find(id, types, resource);
    return [attributes.requiredText("name"), namespace?.attributes.text("name") ?? ""];
  }
}
