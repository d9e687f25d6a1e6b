import { Construct } from "constructs";
import { Alarm, type AlarmSettings } from "./alarm";

/** Settings of {@link LoadBalancerAlarms}. */
export interface LoadBalancerAlarmsProps extends AlarmSettings {
  /** `private-link`: the network load balancer behind the endpoint service. */
  readonly kind: "alb" | "nlb" | "private-link";
  /** Its name in CloudWatch, `app/<name>/<id>` or `net/<name>/<id>`. */
  readonly arnSuffix: string;
}

/** 5xx responses per minute that are tolerated from a load balancer. */
const OWN_ERRORS = 10;

/** Alarms on a load balancer itself, whatever the services behind it do. */
export class LoadBalancerAlarms extends Construct {
  constructor(scope: Construct, id: string, { kind, arnSuffix, ...settings }: LoadBalancerAlarmsProps) {
    super(scope, id);
    const isAlb = kind === "alb";
    function metric(name: string) {
      return {
        namespace: isAlb ? "AWS/ApplicationELB" : "AWS/NetworkELB",
        name,
        dimensions: { LoadBalancer: arnSuffix },
        statistic: "Sum",
      };
    }
    new Alarm(this, "rejected", {
      ...settings,
      name: `${kind}/rejected`,
      description: `The load balancer rejects connections: it has more than it can handle. Look for a caller that opens too many, then reserve capacity (LCU reservation). docs/operations.md, "rejected".`,
      metrics: { rejected: metric(isAlb ? "RejectedConnectionCount" : "RejectedFlowCount") },
      threshold: 0,
      periods: 3,
      datapoints: 2,
    });
    if (!isAlb) return;
    new Alarm(this, "errors", {
      ...settings,
      name: `${kind}/errors`,
      description: `The load balancer itself answers 5xx: a service has no task (503), tasks close connections (502) or do not answer in time (504). Check the services' tasks and unhealthy alarms. docs/operations.md, "load balancer errors".`,
      metrics: { errors: metric("HTTPCode_ELB_5XX_Count") },
      threshold: OWN_ERRORS,
      periods: 5,
      datapoints: 2,
    });
  }
}
