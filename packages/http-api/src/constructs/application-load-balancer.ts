import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { addressOf } from "./address-of";
import type { InternalTls } from "./internal-tls";
import type { LoadBalancerLogs } from "./load-balancer-logs";
import type { INetwork } from "./network";
import { SecurityGroup } from "./security-group";
import type { ServiceTarget, ServiceTargetProps } from "./service-target";
import { healthCheckBlock } from "./target-health-check";

/** Settings of an {@link ApplicationLoadBalancer}. */
export interface ApplicationLoadBalancerProps {
  readonly name: string;
  readonly network: INetwork;
  readonly idleTimeoutSeconds: number;
  readonly deletionProtection: boolean;
  /** Where every request and every connection is logged. @default nowhere */
  readonly logs?: LoadBalancerLogs;
  /** @default plain HTTP on port 80 */
  readonly tls?: InternalTls;
}

/** Which requests a rule sends to a service. */
export interface AlbRule {
  /** The service answers this path and everything below it. */
  readonly path: string;
  /** 1 to 50,000; of the matching rules, the one with the lowest number wins. */
  readonly priority: number;
  /** A header that the gateway sets, where the route decides the service. @default the rule matches the path */
  readonly header?: { readonly name: string; readonly value: string };
}

/** A service's place behind an {@link ApplicationLoadBalancer}. */
export interface AlbTargetProps extends ServiceTargetProps, AlbRule {
  /** The previous rule, which stays until nothing sends such requests anymore. @default none */
  readonly previousRule?: AlbRule;
}

/** An internal load balancer that chooses the service by path and returns 404 where no path matches. */
export class ApplicationLoadBalancer extends Construct {
  readonly listenerArn: string;
  readonly listenerPort: number;
  readonly securityGroup: SecurityGroup;
  /** Name of the load balancer in CloudWatch, `app/<name>/<id>`. */
  readonly arnSuffix: string;
  readonly arn: string;
  readonly dnsName: string;
  /** Whether its listeners use HTTPS. */
  readonly isEncrypted: boolean;
  private readonly tls: InternalTls | undefined;
  private readonly vpcId: string;

  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    this.vpcId = props.network.vpcId;
    this.listenerPort = props.tls ? 443 : 80;
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: this.vpcId,
      role: "alb",
      namePrefix: `${props.name}-alb`,
      description: "Internal load balancer: reached by the VPC link, reaches the tasks",
    });
    const balancer = new Lb(this, "Resource", {
      name: props.name,
      internal: true,
      loadBalancerType: "application",
      subnets: [...props.network.privateSubnetIds],
      securityGroups: [this.securityGroup.securityGroupId],
      idleTimeout: props.idleTimeoutSeconds,
      dropInvalidHeaderFields: true,
      enableDeletionProtection: props.deletionProtection,
      lifecycle: { replaceTriggeredBy: [props.network.identity] },
      ...(props.logs ? loggingTo(props.logs) : {}),
    });
    this.arnSuffix = balancer.arnSuffix;
    this.arn = balancer.arn;
    this.dnsName = balancer.dnsName;
    this.tls = props.tls;
    this.isEncrypted = props.tls !== undefined;
    this.listenerArn = this.addListener("Listener", this.listenerPort);
  }

  /** Creates a listener without rules, which answers 404, and returns its ARN. */
  addListener(id: string, port: number): string {
    const { tls } = this;
    return new LbListener(this, id, {
      loadBalancerArn: this.arn,
      port,
      protocol: tls ? "HTTPS" : "HTTP",
      ...(tls ? { certificateArn: tls.certificateArn, sslPolicy: tls.securityPolicy } : {}),
      defaultAction: [
        {
          type: "fixed-response",
          fixedResponse: {
            statusCode: "404",
            contentType: "application/json",
            messageBody: JSON.stringify({ error: { code: "not_found", message: "No service answers this path" } }),
          },
        },
      ],
    }).arn;
  }

  /** Creates a target group for a service, and the rule that leads to it. */
  addTarget(id: string, props: AlbTargetProps): ServiceTarget {
    const scope = new Construct(this, id);
    const group = new LbTargetGroup(scope, "Targets", {
      // A fixed name would prevent its own replacement; AWS allows six characters before the random suffix.
      namePrefix: props.serviceName.slice(0, 6),
      vpcId: this.vpcId,
      targetType: "ip",
      protocol: "HTTP",
      port: props.port,
      deregistrationDelay: String(props.deregistrationDelaySeconds),
      healthCheck: healthCheckBlock(props.healthCheck),
      tags: { Name: props.serviceName },
      lifecycle: { createBeforeDestroy: true },
    });
    const previous = props.previousRule && this.rule(scope, "previous", props.previousRule, group.arn, props);
    const rule = this.rule(scope, "Rule", props, group.arn, props);
    // Requests by the previous entry always match a rule: theirs is created before this one changes.
    if (previous) rule.dependsOn = [addressOf(previous)];
    return {
      targetGroupArn: group.arn,
      resourceLabel: `${this.arnSuffix}/${group.arnSuffix}`,
      metrics: { namespace: "AWS/ApplicationELB", loadBalancer: this.arnSuffix, targetGroup: group.arnSuffix },
      reachable: rule,
      securityGroup: this.securityGroup,
    };
  }

  private rule(
    scope: Construct,
    id: string,
    rule: AlbRule,
    targetGroupArn: string,
    { serviceName }: AlbTargetProps,
  ): LbListenerRule {
    return new LbListenerRule(scope, id, {
      listenerArn: this.listenerArn,
      priority: rule.priority,
      condition: [condition(rule)],
      action: [{ type: "forward", targetGroupArn }],
      tags: { Name: serviceName },
    });
  }
}

function condition({ path, header }: AlbRule) {
  if (header) return { httpHeader: { httpHeaderName: header.name, values: [header.value] } };
  // Two values, because `/books*` would also match `/booksX`.
  return { pathPattern: { values: [path, `${path}/*`] } };
}

function loggingTo({ bucketName: bucket, writable }: LoadBalancerLogs) {
  return {
    accessLogs: { bucket, prefix: "access", enabled: true },
    connectionLogs: { bucket, prefix: "connections", enabled: true },
    dependsOn: [writable],
  };
}
