import { Construct } from "constructs";
import { Alarm, type AlarmSettings } from "./alarm";

/** Names of a target group in CloudWatch. */
export interface TargetMetrics {
  readonly namespace: "AWS/ApplicationELB" | "AWS/NetworkELB";
  /** `app/<name>/<id>` or `net/<name>/<id>`. */
  readonly loadBalancer: string;
  /** `targetgroup/<name>/<id>`. */
  readonly targetGroup: string;
}

/** Settings of {@link TargetAlarms}. */
export interface TargetAlarmsProps extends AlarmSettings {
  readonly serviceName: string;
  readonly metrics: TargetMetrics;
  /** Minutes for which tasks may be unhealthy: more than they take to start. */
  readonly unhealthyMinutes: number;
  /** Share of 5xx responses. */
  readonly errorPercent: number;
}

/** Requests per minute below which a share means nothing: one error of two is not an outage. */
const ENOUGH_REQUESTS = 10;

/** Alarms on a service as its load balancer sees it; they stop a rollout and roll it back. */
export class TargetAlarms extends Construct {
  readonly alarmNames: readonly string[];

  constructor(scope: Construct, id: string, props: TargetAlarmsProps) {
    super(scope, id);
    const { serviceName, metrics, errorPercent, unhealthyMinutes, ...settings } = props;
    const { namespace, loadBalancer: LoadBalancer, targetGroup: TargetGroup } = metrics;
    function metric(name: string, statistic: string) {
      return {
        namespace,
        name,
        dimensions: { LoadBalancer, TargetGroup },
        statistic,
      };
    }
    const unhealthy = new Alarm(this, "unhealthy", {
      ...settings,
      name: `service/${serviceName}/unhealthy`,
      description: `Tasks of ${serviceName} fail the load balancer's health check. Read the service's events and its log group; a rollout in progress is rolled back automatically. docs/operations.md, "unhealthy".`,
      metrics: { unhealthy: metric("UnHealthyHostCount", "Maximum") },
      threshold: 0,
      periods: unhealthyMinutes,
    });
    this.alarmNames = [unhealthy.alarmName];
    if (namespace !== "AWS/ApplicationELB") return;
    const errors = new Alarm(this, "errors", {
      ...settings,
      name: `service/${serviceName}/errors`,
      description: `More than ${String(errorPercent)} % of the responses of ${serviceName} are 5xx. Look for "error" in its log group; a rollout in progress is rolled back automatically, an older cause needs a rollback. docs/operations.md, "errors".`,
      metrics: {
        errors: metric("HTTPCode_Target_5XX_Count", "Sum"),
        requests: metric("RequestCount", "Sum"),
      },
      expression: `IF(requests >= ${String(ENOUGH_REQUESTS)}, 100 * FILL(errors, 0) / requests, 0)`,
      threshold: errorPercent,
      periods: 5,
      datapoints: 3,
    });
    this.alarmNames = [unhealthy.alarmName, errors.alarmName];
  }
}
