import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup, type LbTargetGroupHealthCheck } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { VpcEndpointService } from "@cdktf/provider-aws/lib/vpc-endpoint-service";
import { Construct } from "constructs";
import { addressOf } from "./address-of";
import type { ApplicationLoadBalancer } from "./application-load-balancer";
import type { INetwork } from "./network";
import { SecurityGroup } from "./security-group";

/** A service that consumers reach. */
export interface ExposedTarget {
  readonly serviceName: string;
  readonly path: string;
  /** 2 to 50,000; of the matching rules, the one with the lowest number wins. */
  readonly priority: number;
  readonly targetGroupArn: string;
}

/** Settings of a {@link PrivateLink}. */
export interface PrivateLinkProps {
  /** Prefix of physical names. */
  readonly name: string;
  readonly network: INetwork;
  readonly alb: ApplicationLoadBalancer;
  readonly targets: readonly ExposedTarget[];
  /** ARNs of principals that may create an endpoint. */
  readonly allowedPrincipals: readonly string[];
  readonly acceptanceRequired: boolean;
  /** Regions, besides the service's own, where consumers may be. @default none */
  readonly supportedRegions?: readonly string[];
  readonly deletionProtection: boolean;
}

/** What a consumer's endpoint needs to know about an endpoint service. */
export interface OfferedService {
  readonly serviceName: string;
  readonly serviceId: string;
  /** Port of the consumers' endpoint: 443 with TLS, else 80. */
  readonly port: number;
}

/** Path of the network load balancer's health check, which the application load balancer answers itself. */
const HEALTH_PATH = "/_private-link/health";

/** Health check of a target group that leads to PrivateLink's listener of the application load balancer; it asks no service. */
export function listenerHealthCheck(isEncrypted: boolean): LbTargetGroupHealthCheck {
  return {
    enabled: true,
    protocol: isEncrypted ? "HTTPS" : "HTTP",
    path: HEALTH_PATH,
    port: "traffic-port",
    matcher: "200",
    interval: 30,
    timeout: 6,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
  };
}

/** Before every rule of a service. */
const HEALTH_PRIORITY = 1;

/**
 * An endpoint service in front of some services: network load balancer → a listener of its own on the application load
 * balancer. The API's own listeners would lead to every service, and trust a header that only the gateway may set.
 */
export class PrivateLink extends Construct implements OfferedService {
  /** Name of the endpoint service, which consumers need for their endpoint. */
  readonly serviceName: string;
  readonly serviceId: string;
  /** Port of the consumers' endpoint. */
  readonly port: number;
  /** Name of its load balancer in CloudWatch, `net/<name>/<id>`. */
  readonly arnSuffix: string;

  constructor(scope: Construct, id: string, props: PrivateLinkProps) {
    super(scope, id);
    const { name, network, alb, targets } = props;
    this.port = alb.isEncrypted ? 443 : 80;
    const inner = alb.isEncrypted ? 8443 : 8080;
    const rules = this.rules(alb.addListener("private_link", inner), targets);
    const group = new SecurityGroup(this, "SecurityGroup", {
      vpcId: network.vpcId,
      role: "private_link",
      namePrefix: `${name}-private-link`,
      description: "Network load balancer of PrivateLink: reaches the application load balancer",
    });
    const [out, into] = group.addConnectionTo(alb.securityGroup, {
      port: inner,
      description: "PrivateLink to the listener of its own",
    });
    const balancer = new Lb(this, "Resource", {
      name: `${name}-pl`,
      internal: true,
      loadBalancerType: "network",
      subnets: [...network.privateSubnetIds],
      securityGroups: [group.securityGroupId],
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: props.deletionProtection,
      // Consumers' addresses are unknown: the endpoint service decides by principals who may connect.
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
      lifecycle: { replaceTriggeredBy: [network.identity] },
    });
    this.arnSuffix = balancer.arnSuffix;
    const listener = this.listener(balancer, { alb, inner, vpcId: network.vpcId, after: [...rules, out, into] });
    const service = new VpcEndpointService(this, "Service", {
      networkLoadBalancerArns: [balancer.arn],
      acceptanceRequired: props.acceptanceRequired,
      allowedPrincipals: [...props.allowedPrincipals],
      ...(props.supportedRegions?.length ? { supportedRegions: [...props.supportedRegions] } : {}),
      tags: { Name: `${name}-private-link` },
      dependsOn: [listener],
      // A load balancer that an endpoint service uses cannot be deleted [terraform-provider-aws 5701]: the service goes first.
      lifecycle: { replaceTriggeredBy: [`${addressOf(balancer)}.arn`] },
    });
    this.serviceName = service.serviceName;
    this.serviceId = service.id;
  }

  /** The rules of the services, and one that answers the health check. */
  private rules(listenerArn: string, targets: readonly ExposedTarget[]) {
    const health = new LbListenerRule(this, "Health", {
      listenerArn,
      priority: HEALTH_PRIORITY,
      condition: [{ pathPattern: { values: [HEALTH_PATH] } }],
      action: [
        { type: "fixed-response", fixedResponse: { statusCode: "200", contentType: "text/plain", messageBody: "ok" } },
      ],
    });
    const services = targets.map(
      ({ serviceName, path, priority, targetGroupArn }) =>
        new LbListenerRule(this, serviceName, {
          listenerArn,
          priority,
          condition: [{ pathPattern: { values: [path, `${path}/*`] } }],
          action: [{ type: "forward", targetGroupArn }],
          tags: { Name: serviceName },
        }),
    );
    return [health, ...services];
  }

  private listener(
    balancer: Lb,
    {
      alb,
      inner,
      vpcId,
      after,
    }: {
      readonly alb: ApplicationLoadBalancer;
      readonly inner: number;
      readonly vpcId: string;
      readonly after: readonly (LbListenerRule | ReturnType<SecurityGroup["addIngressFrom"]> | undefined)[];
    },
  ): LbListener {
    const group = new LbTargetGroup(this, "Targets", {
      namePrefix: "plink-",
      vpcId,
      targetType: "alb",
      // The application load balancer terminates TLS.
      protocol: "TCP",
      port: inner,
      healthCheck: listenerHealthCheck(alb.isEncrypted),
      lifecycle: { createBeforeDestroy: true },
    });
    const attachment = new LbTargetGroupAttachment(this, "Target", {
      targetGroupArn: group.arn,
      targetId: alb.arn,
      port: inner,
      // AWS accepts an application load balancer as a target only once it listens on the port.
      dependsOn: after.filter((each) => each !== undefined),
    });
    return new LbListener(this, "Listener", {
      loadBalancerArn: balancer.arn,
      port: this.port,
      protocol: "TCP",
      defaultAction: [{ type: "forward", targetGroupArn: group.arn }],
      dependsOn: [attachment],
    });
  }
}
