import { UserError } from "@private-http-api/cli-kit";
import type { HealthCheck, TargetGroup } from "./backends";
import type { EcsServices } from "./ecs";
import type { Attributes, Resource } from "@private-http-api/terraform-json";

/** Reads each target group once, so that two rules to one group share its targets. */
export class TargetGroups {
  private readonly known = new Map<Resource, TargetGroup>();

  constructor(private readonly services: EcsServices) {}

  /** The group that `from` (a rule or a listener) forwards to. */
  get(resource: Resource, from: string): TargetGroup {
    const group = this.known.get(resource) ?? this.read(resource);
    this.known.set(resource, group);
    if (group.services.length === 0) {
      throw new UserError(`${from} forwards to ${group.address}, with which no aws_ecs_service registers its tasks.`);
    }
    return group;
  }

  private read(resource: Resource): TargetGroup {
    const { attributes, address } = resource;
    return {
      address,
      // The name itself is half random where it was given as a prefix.
      name: attributes.textMap("tags")["Name"] ?? attributes.text("name") ?? resource.name,
      // Defaults here and below: the AWS provider's, as documented for aws_lb_target_group.
      deregistrationDelaySeconds: attributes.number("deregistration_delay") ?? 300,
      healthCheck: readHealthCheck(attributes.block("health_check"), address),
      services: this.services.registeredWith(resource),
    };
  }
}

function readHealthCheck(block: Attributes | undefined, address: string): HealthCheck {
  const protocol = block?.text("protocol") ?? "HTTP";
  if (protocol !== "HTTP" && protocol !== "HTTPS" && protocol !== "TCP") {
    throw new UserError(`${address}: health_check protocol is ${protocol}; HTTP, HTTPS and TCP are possible.`);
  }
  return {
    // Tasks on this machine speak plain HTTP: there is no certificate that a load balancer would trust.
    protocol: protocol === "TCP" ? "TCP" : "HTTP",
    path: block?.text("path") ?? "/",
    matcher: block?.text("matcher") ?? "200",
    intervalSeconds: block?.number("interval") ?? 30,
    timeoutSeconds: block?.number("timeout") ?? (protocol === "TCP" ? 10 : 5),
    healthyThreshold: block?.number("healthy_threshold") ?? 3,
    unhealthyThreshold: block?.number("unhealthy_threshold") ?? 3,
  };
}
