import type { Construct } from "constructs";
import { ApplicationLoadBalancer } from "../constructs/application-load-balancer";
import type { FargateService } from "../constructs/fargate-service";
import type { InternalTls } from "../constructs/internal-tls";
import type { INetwork } from "../constructs/network";
import type { LoadBalancerLogs } from "../constructs/load-balancer-logs";
import { NetworkLoadBalancer } from "../constructs/network-load-balancer";
import type { ServiceTarget } from "../constructs/service-target";
import type { VpcLink } from "../constructs/vpc-link";
import type { Backend } from "./backend";
import type { FrontedService } from "./service";

/** Settings of {@link ServiceFronts}. */
export interface ServiceFrontsProps {
  readonly name: string;
  readonly network: INetwork;
  readonly link: VpcLink;
  readonly idleTimeoutSeconds: number;
  readonly deletionProtection: boolean;
  /** Makes the place for the application load balancer's logs. @default none: it logs nothing */
  readonly logs?: () => LoadBalancerLogs;
  /** @default plain HTTP */
  readonly tls?: InternalTls;
}

/** What stands between the VPC link and one service. */
export interface ServiceFront {
  readonly backend: Backend;
  /** Place behind a load balancer; none where the gateway goes to the tasks by itself. */
  readonly target?: ServiceTarget;
  /** Opens the way to the service's tasks. */
  readonly openTo: (tasks: FargateService) => void;
}

/** The load balancers of an environment, made when the first service asks for one. */
export class ServiceFronts {
  private alb: ApplicationLoadBalancer | undefined;
  private nlb: NetworkLoadBalancer | undefined;

  constructor(
    private readonly scope: Construct,
    private readonly props: ServiceFrontsProps,
  ) {}

  /** The way to a service; `registryArn` is its Cloud Map service. */
  of(service: FrontedService, registryArn: string): ServiceFront {
    const { name: serviceName, front } = service;
    switch (front.kind) {
      case "alb": {
        const alb = this.applicationLoadBalancer();
        const target = alb.addTarget(serviceName, { ...service, ...front, serviceName });
        return this.behind(target, { kind: "alb", uri: alb.listenerArn });
      }
      case "nlb": {
        const nlb = this.networkLoadBalancer();
        const { listenerPort } = front;
        const target = nlb.addTarget(serviceName, { ...service, serviceName, listenerPort });
        this.props.link.securityGroup.addConnectionTo(nlb.securityGroup, {
          port: listenerPort,
          key: serviceName,
          description: `VPC link to the listener of ${serviceName}`,
        });
        return this.behind(target, { kind: "nlb", uri: target.listenerArn });
      }
      case "cloud-map":
        return {
          backend: { kind: "cloud-map", uri: `${registryArn}${queryString(front.attributes)}` },
          openTo: ({ securityGroup, port }) => {
            const description = `VPC link to the tasks of ${serviceName}`;
            this.props.link.securityGroup.addConnectionTo(securityGroup, { port, description });
          },
        };
    }
  }

  private behind(target: ServiceTarget, backend: Backend): ServiceFront {
    const { tls } = this.props;
    return {
      backend: tls ? { ...backend, serverName: tls.serverName } : backend,
      target,
      openTo: ({ securityGroup, port }) => {
        const description = `Load balancer to the tasks of ${securityGroup.role}`;
        target.securityGroup.addConnectionTo(securityGroup, { port, description });
      },
    };
  }

  /** What CloudWatch calls the load balancers that there are. */
  get loadBalancers(): { readonly alb?: string; readonly nlb?: string } {
    return {
      ...(this.alb ? { alb: this.alb.arnSuffix } : {}),
      ...(this.nlb ? { nlb: this.nlb.arnSuffix } : {}),
    };
  }

  private applicationLoadBalancer(): ApplicationLoadBalancer {
    if (this.alb) return this.alb;
    const { logs, ...settings } = this.props;
    const made = logs?.();
    this.alb = new ApplicationLoadBalancer(this.scope, "alb", { ...settings, ...(made ? { logs: made } : {}) });
    this.props.link.securityGroup.addConnectionTo(this.alb.securityGroup, {
      port: this.alb.listenerPort,
      description: "VPC link to the load balancer",
    });
    return this.alb;
  }

  private networkLoadBalancer(): NetworkLoadBalancer {
    this.nlb ??= new NetworkLoadBalancer(this.scope, "nlb", this.props);
    return this.nlb;
  }
}

/** Attributes that an instance must have, as API Gateway takes them behind the ARN of a Cloud Map service. */
function queryString(attributes: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(attributes).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
