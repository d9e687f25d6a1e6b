import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";
import { Alarm, type AlarmSettings } from "./alarm";
import type { ApiMetrics } from "./api-metrics";

/** Settings of {@link ApiAlarms}. */
export interface ApiAlarmsProps extends AlarmSettings {
  readonly api: ApiMetrics;
  /** @default no log: failures of the VPC link count among the errors only */
  readonly accessLogGroupName?: string;
  /** Share of 5xx responses. */
  readonly errorPercent: number;
  /** Time within which 99 % of the responses arrive. */
  readonly latencyMilliseconds: number;
}

/** Requests per minute below which a share means nothing. */
const ENOUGH_REQUESTS = 10;

/** Alarms on what callers of the API see, and on the VPC link that leads to the services. */
export class ApiAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ApiAlarmsProps) {
    super(scope, id);
    const { api, accessLogGroupName, errorPercent, latencyMilliseconds, ...settings } = props;
    function metric(name: string, statistic: string) {
      return {
        namespace: "AWS/ApiGateway",
        name,
        dimensions: { ...api.dimensions },
        statistic,
      };
    }
    new Alarm(this, "errors", {
      ...settings,
      name: "api/errors",
      description: `More than ${String(errorPercent)} % of the API's responses are 5xx. The dashboard shows whether a service, the load balancer or the VPC link is the cause; roll back the last deploy. docs/operations.md, "API errors".`,
      metrics: { errors: metric(api.serverErrors, "Sum"), requests: metric("Count", "Sum") },
      expression: `IF(requests >= ${String(ENOUGH_REQUESTS)}, 100 * FILL(errors, 0) / requests, 0)`,
      threshold: errorPercent,
      periods: 5,
      datapoints: 3,
    });
    new Alarm(this, "latency", {
      ...settings,
      name: "api/latency",
      description: `One response in a hundred takes longer than ${String(latencyMilliseconds)} ms. Compare the services' latencies on the dashboard; then scale the slow one, or check what it waits for. docs/operations.md, "API latency".`,
      metrics: { latency: metric("Latency", "p99") },
      threshold: latencyMilliseconds,
      periods: 5,
      datapoints: 3,
    });
    if (accessLogGroupName === undefined) return;
    const link = { namespace: settings.prefix, name: "VpcLinkErrors" };
    new CloudwatchLogMetricFilter(this, "vpc-link-errors", {
      name: `${settings.prefix}-vpc-link-errors`,
      logGroupName: accessLogGroupName,
      // HTTP APIs have no metric for it: the gateway logs when an integration gave no response.
      pattern: '{ ($.status = 5*) && ($.integrationStatus = "-") && ($.integrationError != "-") }',
      metricTransformation: { ...link, value: "1", unit: "Count" },
    });
    new Alarm(this, "vpc-link", {
      ...settings,
      name: "api/vpc-link",
      description: `The API gets no response through the VPC link. Check that the link is AVAILABLE (AWS deletes it after 60 idle days), and that security groups and listeners match the plan. docs/operations.md, "VPC link".`,
      metrics: { failed: { ...link, dimensions: {}, statistic: "Sum" } },
      threshold: 0,
      periods: 5,
      datapoints: 3,
    });
  }
}
