import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import type { InternalTls } from "./internal-tls";
import type { INetwork } from "./network";
import { SecurityGroup } from "./security-group";
import type { ServiceTarget, ServiceTargetProps } from "./service-target";
import { healthCheckBlock } from "./target-health-check";

/** Settings of a {@link NetworkLoadBalancer}. */
export interface NetworkLoadBalancerProps {
  readonly name: string;
  readonly network: INetwork;
  readonly deletionProtection: boolean;
  /** @default plain TCP */
  readonly tls?: InternalTls;
}

/** A service's place behind a {@link NetworkLoadBalancer}. */
export interface NlbTargetProps extends ServiceTargetProps {
  readonly listenerPort: number;
}

/** A service's place behind a {@link NetworkLoadBalancer}, with its own listener. */
export interface NlbTarget extends ServiceTarget {
  readonly listenerArn: string;
}

/** An internal load balancer without rules: every service has its own listener, and so its own port. */
export class NetworkLoadBalancer extends Construct {
  readonly securityGroup: SecurityGroup;
  /** Name of the load balancer in CloudWatch, `net/<name>/<id>`. */
  readonly arnSuffix: string;
  private readonly arn: string;
  private readonly vpcId: string;
  private readonly tls: InternalTls | undefined;

  constructor(scope: Construct, id: string, props: NetworkLoadBalancerProps) {
    super(scope, id);
    this.vpcId = props.network.vpcId;
    this.tls = props.tls;
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: this.vpcId,
      role: "nlb",
      namePrefix: `${props.name}-nlb`,
      description: "Internal network load balancer: reached by the VPC link, reaches the tasks",
    });
    const balancer = new Lb(this, "Resource", {
      name: `${props.name}-nlb`,
      internal: true,
      loadBalancerType: "network",
      subnets: [...props.network.privateSubnetIds],
      securityGroups: [this.securityGroup.securityGroupId],
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: props.deletionProtection,
      lifecycle: { replaceTriggeredBy: [props.network.identity] },
    });
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
  }

  /** Creates a target group for a service, and the listener that leads to it. */
  addTarget(id: string, props: NlbTargetProps): NlbTarget {
    const scope = new Construct(this, id);
    const group = new LbTargetGroup(scope, "Targets", {
      namePrefix: props.serviceName.slice(0, 6),
      vpcId: this.vpcId,
      targetType: "ip",
      // The listener terminates TLS; behind it, inside the VPC, the tasks use plain HTTP.
      protocol: "TCP",
      port: props.port,
      deregistrationDelay: String(props.deregistrationDelaySeconds),
      // Closes connections that are still open after the delay, instead of leaving clients connected to a stopped task.
      connectionTermination: true,
      preserveClientIp: "false",
      healthCheck: healthCheckBlock(props.healthCheck),
      tags: { Name: props.serviceName },
      lifecycle: { createBeforeDestroy: true },
    });
    const listener = new LbListener(scope, "Listener", {
      loadBalancerArn: this.arn,
      port: props.listenerPort,
      protocol: this.tls ? "TLS" : "TCP",
      ...(this.tls ? { certificateArn: this.tls.certificateArn, sslPolicy: this.tls.securityPolicy } : {}),
      defaultAction: [{ type: "forward", targetGroupArn: group.arn }],
      tags: { Name: props.serviceName },
    });
    return {
      targetGroupArn: group.arn,
      metrics: { namespace: "AWS/NetworkELB", loadBalancer: this.arnSuffix, targetGroup: group.arnSuffix },
      reachable: listener,
      securityGroup: this.securityGroup,
      listenerArn: listener.arn,
    };
  }
}
