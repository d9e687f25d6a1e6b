import { UserError } from "@private-http-api/cli-kit";
import type { HealthCheck, TargetGroup } from "./backends";
import type { EcsServices } from "./ecs";
import type { Gaps } from "./gaps";
import type { Attributes, Resource } from "@private-http-api/terraform-json";

/** Reads each target group once, so that two rules that forward to it share its targets. */
export class TargetGroups {
  private readonly known = new Map<Resource, TargetGroup>();

  constructor(
    private readonly services: EcsServices,
    private readonly gaps: Gaps,
  ) {}

  /** The group that `from` (a rule or a listener) forwards to. */
  get(resource: Resource, from: string): TargetGroup {
    const group = this.known.get(resource) ?? this.read(resource, from);
    this.known.set(resource, group);
    return group;
  }

  private read(resource: Resource, from: string): TargetGroup {
    const { attributes, address } = resource;
    const type = attributes.text("target_type");
    if (type === "lambda" || type === "alb") {
      throw new UserError(
        `${from} forwards to ${address}, whose targets are of type ${type}; only ip and instance are served.`,
      );
    }
    return {
      address,
      // A name that was given as a prefix has a random suffix.
      name: attributes.textMap("tags")["Name"] ?? attributes.text("name") ?? resource.name,
      // Defaults here and below: the AWS provider's, as documented for aws_lb_target_group.
      deregistrationDelaySeconds: attributes.number("deregistration_delay") ?? 300,
      healthCheck: this.healthCheck(attributes, address),
      services: this.services.behind(resource, from),
    };
  }

  /** For an unknown protocol, a connection alone shows whether the target answers. */
  private healthCheck(group: Attributes, address: string): HealthCheck {
    const block = group.block("health_check");
    const protocol = block?.text("protocol") ?? (isLayer4(group) ? "TCP" : "HTTP");
    const isHttp = (protocol === "HTTP" || protocol === "HTTPS") && group.text("protocol_version") !== "GRPC";
    if (!isHttp && protocol !== "TCP") {
      this.gaps.add(`${address}: health checks of protocol ${protocol} are made as TCP connections.`);
    }
    return {
      // Tasks on this machine speak plain HTTP: there is no certificate that a load balancer would trust.
      protocol: isHttp ? "HTTP" : "TCP",
      path: block?.text("path") ?? "/",
      matcher: block?.text("matcher") ?? (isLayer4(group) ? "200-399" : "200"),
      intervalSeconds: block?.number("interval") ?? 30,
      timeoutSeconds: block?.number("timeout") ?? (protocol === "TCP" ? 10 : 5),
      healthyThreshold: block?.number("healthy_threshold") ?? 3,
      unhealthyThreshold: block?.number("unhealthy_threshold") ?? 3,
    };
  }
}

/** The target groups of a Network Load Balancer. */
function isLayer4(group: Attributes): boolean {
  return ["TCP", "TLS", "UDP", "TCP_UDP"].includes(group.text("protocol") ?? "");
}
