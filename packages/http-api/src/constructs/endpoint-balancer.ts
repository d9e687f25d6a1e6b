import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { Construct } from "constructs";
import type { ConsumerNetwork } from "./consumer-network";
import { listenerHealthCheck } from "./private-link";
import { SecurityGroup } from "./security-group";
import type { ServiceEndpoint } from "./service-endpoint";

/** Settings of an {@link EndpointBalancer}. */
export interface EndpointBalancerProps {
  /** Prefix of physical names. */
  readonly name: string;
  /** At most 5 characters: start of the load balancer's name, which AWS makes unique. */
  readonly shortName: string;
  readonly network: ConsumerNetwork;
  readonly endpoint: ServiceEndpoint;
  readonly deletionProtection: boolean;
}

/**
 * A network load balancer whose targets are the addresses of an interface endpoint: what a VPC link can lead to, which leads
 * to load balancers of its own account only ["Create private integrations for HTTP APIs"].
 */
export class EndpointBalancer extends Construct {
  readonly listenerArn: string;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: EndpointBalancerProps) {
    super(scope, id);
    const { name, network, endpoint } = props;
    const { port } = endpoint;
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: network.vpcId,
      role: "balancer",
      namePrefix: `${name}-balancer`,
      description: "Network load balancer: reached by the VPC link, reaches the interface endpoint",
    });
    const rules = this.securityGroup.addConnectionTo(endpoint.securityGroup, {
      port,
      description: "Load balancer to the interface endpoint",
    });
    const balancer = new Lb(this, "Resource", {
      namePrefix: `${props.shortName}-`,
      internal: true,
      loadBalancerType: "network",
      subnets: network.endpointSubnetIds,
      securityGroups: [this.securityGroup.securityGroupId],
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: props.deletionProtection,
      tags: { Name: name },
      // Its own addresses come from the subnets whose last one is the endpoint's.
      dependsOn: [endpoint.made],
    });
    const group = this.targets(props);
    this.listenerArn = new LbListener(this, "Listener", {
      loadBalancerArn: balancer.arn,
      port,
      // The environment's load balancer ends TLS.
      protocol: "TCP",
      defaultAction: [{ type: "forward", targetGroupArn: group.arn }],
      dependsOn: [...rules],
    }).arn;
  }

  private targets({ network, endpoint }: EndpointBalancerProps): LbTargetGroup {
    const { port } = endpoint;
    const group = new LbTargetGroup(this, "Targets", {
      namePrefix: "endpt-",
      vpcId: network.vpcId,
      targetType: "ip",
      protocol: "TCP",
      port,
      preserveClientIp: "false",
      // It passes the whole way, up to the environment's load balancer, and asks no service.
      healthCheck: listenerHealthCheck(port === 443),
      lifecycle: { createBeforeDestroy: true },
    });
    for (const { key, ipv4 } of network.endpointAddresses) {
      new LbTargetGroupAttachment(this, `target-${key}`, {
        targetGroupArn: group.arn,
        targetId: ipv4,
        port,
        dependsOn: [endpoint.made],
      });
    }
    return group;
  }
}
