import type { Construct } from "constructs";
import { ApplicationLoadBalancer } from "../constructs/application-load-balancer";
import type { FargateService } from "../constructs/fargate-service";
import type { InternalTls } from "../constructs/internal-tls";
import type { INetwork } from "../constructs/network";
import type { LoadBalancerLogs } from "../constructs/load-balancer-logs";
import { NetworkLoadBalancer } from "../constructs/network-load-balancer";
import type { SecurityGroup } from "../constructs/security-group";
import type { ServiceTarget } from "../constructs/service-target";
import type { VpcLink } from "../constructs/vpc-link";
import { PrivateLink } from "../constructs/private-link";
import type { Backend } from "./backend";
import type { PrivateLinkSettings } from "./private-link-props";
import type { EntryPoint, ReachableService } from "./service";
import type { TaskGroup } from "./task-group";

/** Settings of {@link ServiceEntryPoints}. */
export interface ServiceEntryPointsProps {
  readonly name: string;
  readonly network: INetwork;
  readonly link: VpcLink;
  readonly tasks: TaskGroup;
  readonly idleTimeoutSeconds: number;
  readonly deletionProtection: boolean;
  /** Creates the bucket of the application load balancer's logs. @default none: it logs nothing */
  readonly logs?: () => LoadBalancerLogs;
  /** @default plain HTTP */
  readonly tls?: InternalTls;
}

/** What connects the VPC link to one service. */
export interface ServiceEntryPoint {
  /** Absent where no route leads to the service. */
  readonly backend?: Backend;
  /** The target group of the service; absent where API Gateway reaches the tasks itself. */
  readonly target?: ServiceTarget;
  /** The target group through which requests arrive until the API has moved. @default none */
  readonly previousTarget?: ServiceTarget;
  /** The service had no load balancer before this deploy. @default false */
  readonly targetIsFirst?: boolean;
  /** Whether the gateway, or only other services, find the tasks through Cloud Map, now or until the API has moved. */
  readonly reachedByCloudMap: boolean;
  /** Opens the security groups to the tasks of the service. */
  readonly openTo: (tasks: FargateService) => void;
}

/** A single entry point of a service, the current or the previous one. */
type SingleEntry = Pick<ServiceEntryPoint, "backend" | "target" | "openTo">;

/** The load balancers of an environment, created when the first service needs one. */
export class ServiceEntryPoints {
  private alb: ApplicationLoadBalancer | undefined;
  private nlb: NetworkLoadBalancer | undefined;

  constructor(
    private readonly scope: Construct,
    private readonly props: ServiceEntryPointsProps,
  ) {}

  /** The entry point of a service; `registryArn` is its Cloud Map service. */
  of(service: ReachableService, registryArn: string): ServiceEntryPoint {
    const { entryPoint, previousEntryPoint: previous } = service;
    const current = this.entry(service, entryPoint, registryArn);
    const reachedByCloudMap = [entryPoint, previous].some(
      (each) => each?.kind === "cloud-map" || each?.kind === "none",
    );
    // With the same kind of entry, tasks stay where they are: only rules and routes change.
    if (!previous || previous.kind === entryPoint.kind) return { ...current, reachedByCloudMap };
    const former = this.entry(service, previous, registryArn);
    return {
      ...current,
      ...(former.target ? { previousTarget: former.target } : {}),
      ...(current.target && !former.target ? { targetIsFirst: true } : {}),
      reachedByCloudMap,
      openTo: (tasks) => {
        current.openTo(tasks);
        former.openTo(tasks);
      },
    };
  }

  private entry(service: ReachableService, entryPoint: EntryPoint, registryArn: string): SingleEntry {
    const { name: serviceName, previousEntryPoint: previous } = service;
    switch (entryPoint.kind) {
      case "alb": {
        const alb = this.applicationLoadBalancer();
        const target = alb.addTarget(serviceName, {
          ...service,
          ...entryPoint,
          serviceName,
          ...(previous?.kind === "alb" && previous !== entryPoint ? { previousRule: previous } : {}),
        });
        return this.behind(target, {
          kind: "alb",
          uri: alb.listenerArn,
          balancer: { arn: alb.arn, dnsName: alb.dnsName },
        });
      }
      case "nlb": {
        const nlb = this.networkLoadBalancer();
        const { listenerPort } = entryPoint;
        const target = nlb.addTarget(serviceName, { ...service, ...entryPoint, serviceName });
        this.openListener(nlb, listenerPort, serviceName);
        return this.behind(target, { kind: "nlb", uri: target.listenerArn });
      }
      case "cloud-map":
        return {
          backend: { kind: "cloud-map", uri: `${registryArn}${queryString(entryPoint.attributes)}` },
          openTo: (service) => {
            this.open(this.props.link.securityGroup, service, `VPC link to the tasks of ${serviceName}`);
          },
        };
      case "none":
        return { openTo: () => undefined };
    }
  }

  private behind(target: ServiceTarget, backend: Backend): SingleEntry {
    const { tls } = this.props;
    return {
      backend: tls ? { ...backend, serverName: tls.serverName } : backend,
      target,
      openTo: (service) => {
        this.open(target.securityGroup, service, `Load balancer to the tasks of ${service.securityGroup.role}`);
      },
    };
  }

  private open(from: SecurityGroup, service: FargateService, description: string): void {
    service.startAfter(...this.props.tasks.connect(from, service.securityGroup, service.port, description));
  }

  private openListener({ securityGroup: nlb }: NetworkLoadBalancer, port: number, key: string): void {
    const { link, tasks } = this.props;
    const description = `VPC link to the listener of ${key}`;
    nlb.addIngressFrom(link.securityGroup, { port, key, description });
    if (tasks.keepsRulesByService) link.securityGroup.addEgressTo(nlb, { from: port, to: port, description }, key);
  }

  /**
   * Leads consumers of PrivateLink to some of the services behind the application load balancer.
   *
   * @param targets target groups, by service name
   */
  expose(settings: PrivateLinkSettings, targets: ReadonlyMap<string, ServiceTarget>): PrivateLink {
    return new PrivateLink(this.scope, "private_link", {
      ...settings,
      ...this.props,
      alb: this.applicationLoadBalancer(),
      targets: settings.services.map((service) => {
        const targetGroupArn = targets.get(service.serviceName)?.targetGroupArn;
        if (targetGroupArn === undefined) throw new Error(`no target group of ${service.serviceName}`);
        return { ...service, targetGroupArn };
      }),
    });
  }

  /** Names of the load balancers in CloudWatch; absent where there is none. */
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
    if (this.nlb) return this.nlb;
    this.nlb = new NetworkLoadBalancer(this.scope, "nlb", this.props);
    // One rule for all listeners, because there are many; the load balancer's group allows each port with its own rule.
    const description = "VPC link to the listeners of the network load balancer";
    this.props.link.securityGroup.addEgressTo(this.nlb.securityGroup, { from: 1, to: 65_535, description });
    return this.nlb;
  }
}

/** Attributes that an instance must have, as API Gateway expects them after the ARN of a Cloud Map service. */
function queryString(attributes: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(attributes).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
