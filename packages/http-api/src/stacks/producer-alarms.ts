import { Construct } from "constructs";
import type { AlarmSettings } from "../constructs/alarm";
import { AlarmTopic } from "../constructs/alarm-topic";
import type { Placement } from "../constructs/arn";
import { CertificateAlarm } from "../constructs/certificate-alarm";
import { unhealthyMinutes } from "../constructs/rollout-times";
import { LoadBalancerAlarms } from "../constructs/load-balancer-alarms";
import { NatAlarms } from "../constructs/nat-alarms";
import { ServiceAlarms } from "../constructs/service-alarms";
import type { ServiceTarget } from "../constructs/service-target";
import { TargetAlarms } from "../constructs/target-alarms";
import type { ServiceProps } from "./service";

/** Whom alarms notify, and their thresholds. */
export interface AlarmThresholds {
  readonly email: readonly string[];
  readonly apiErrorPercent: number;
  readonly apiLatencyMilliseconds: number;
  readonly serviceErrorPercent: number;
  readonly cpuPercent: number;
  readonly memoryPercent: number;
}

/** Settings of {@link ProducerAlarms}. */
export interface ProducerAlarmsProps {
  /** Prefix of physical names, `<application>-<environment>`. */
  readonly prefix: string;
  readonly placement: Placement;
  readonly thresholds: AlarmThresholds;
  readonly clusterName: string;
  /** The environment's customer key. @default a key of the topic's own */
  readonly keyArn?: string;
}

/** The alarms on everything behind the API, and the topic, which the API's alarms notify too. */
export class ProducerAlarms extends Construct {
  /** `undefined` if alarms send no notification. */
  readonly topicArn: string | undefined;
  private readonly settings: AlarmSettings;
  /** In a scope of their own: a service may have the name of another part. */
  private readonly services = new Construct(this, "Services");

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ProducerAlarmsProps,
  ) {
    super(scope, id);
    const { prefix, thresholds } = props;
    this.topicArn =
      thresholds.email.length === 0
        ? undefined
        : new AlarmTopic(this, "alarms", { ...props, email: thresholds.email }).topicArn;
    this.settings = { prefix, ...(this.topicArn === undefined ? {} : { topicArn: this.topicArn }) };
  }

  /**
   * Watches a service.
   *
   * @returns names of the alarms that stop a rollout: those of its load balancer, or without one the alarm on tasks
   */
  ofService(
    service: Pick<ServiceProps, "name" | "entryPoint" | "healthCheckGracePeriodSeconds">,
    target: ServiceTarget | undefined,
  ): readonly string[] {
    const { name: serviceName } = service;
    const { clusterName, thresholds } = this.props;
    const scope = new Construct(this.services, serviceName);
    const tasks = new ServiceAlarms(scope, "Tasks", { ...this.settings, ...thresholds, clusterName, serviceName });
    const { entryPoint } = service;
    if (!target || !("healthCheck" in entryPoint)) return [tasks.tasksAlarmName];
    return new TargetAlarms(scope, "Target", {
      ...this.settings,
      serviceName,
      metrics: target.metrics,
      unhealthyMinutes: unhealthyMinutes(service.healthCheckGracePeriodSeconds, entryPoint.healthCheck),
      errorPercent: thresholds.serviceErrorPercent,
    }).alarmNames;
  }

  /** Watches a load balancer, by its name in CloudWatch. */
  ofLoadBalancer(kind: "alb" | "nlb" | "private-link", arnSuffix: string): void {
    new LoadBalancerAlarms(this, kind, { ...this.settings, kind, arnSuffix });
  }

  /** Watches the certificate of the listeners. */
  ofListeners(certificateArn: string): void {
    new CertificateAlarm(this, "internal-tls", { ...this.settings, certificateArn, user: "internal-tls" });
  }

  /** Watches NAT gateways, by the key of their zone. */
  ofNatGateways(natGatewayIds: ReadonlyMap<string, string>): void {
    new NatAlarms(this, "nat", { ...this.settings, natGatewayIds });
  }
}
