import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";
import { Alarm, type AlarmSettings } from "./alarm";

/** Settings of {@link ApiAlarms}. */
export interface ApiAlarmsProps extends AlarmSettings {
  readonly apiId: string;
  readonly accessLogGroupName: string;
  /** Share of 5xx answers. */
  readonly errorPercent: number;
  /** Time within which 99 % of the answers come. */
  readonly latencyMilliseconds: number;
}

/** Answers a minute below which a share says nothing. */
const ENOUGH_REQUESTS = 10;

/** Alarms on what callers of the API see, and on the VPC link that leads to the services. */
export class ApiAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ApiAlarmsProps) {
    super(scope, id);
    const { apiId: ApiId, accessLogGroupName, errorPercent, latencyMilliseconds, ...settings } = props;
    function metric(name: string, statistic: string) {
      return {
        namespace: "AWS/ApiGateway",
        name,
        dimensions: { ApiId },
        statistic,
      };
    }
    new Alarm(this, "errors", {
      ...settings,
      name: "api/errors",
      description: `More than ${String(errorPercent)} % of the API's answers are 5xx. The dashboard shows whether a service, the load balancer or the VPC link is the cause; roll back what was deployed last. docs/operations.md, "API errors".`,
      metrics: { errors: metric("5xx", "Sum"), requests: metric("Count", "Sum") },
      expression: `IF(requests >= ${String(ENOUGH_REQUESTS)}, 100 * FILL(errors, 0) / requests, 0)`,
      threshold: errorPercent,
      minutes: 5,
      datapoints: 3,
    });
    new Alarm(this, "latency", {
      ...settings,
      name: "api/latency",
      description: `One answer in a hundred takes longer than ${String(latencyMilliseconds)} ms. Compare the services' latencies on the dashboard; then scale the slow one, or look at what it waits for. docs/operations.md, "API latency".`,
      metrics: { latency: metric("Latency", "p99") },
      threshold: latencyMilliseconds,
      minutes: 5,
      datapoints: 3,
    });
    const link = { namespace: settings.prefix, name: "VpcLinkErrors" };
    new CloudwatchLogMetricFilter(this, "vpc-link-errors", {
      name: `${settings.prefix}-vpc-link-errors`,
      logGroupName: accessLogGroupName,
      // HTTP APIs have no metric for it: the gateway says in its log when an integration gave it no answer.
      pattern: '{ ($.status = 5*) && ($.integrationStatus = "-") && ($.integrationError != "-") }',
      metricTransformation: { ...link, value: "1", unit: "Count" },
    });
    new Alarm(this, "vpc-link", {
      ...settings,
      name: "api/vpc-link",
      description: `The API gets no answer through the VPC link. See that the link is AVAILABLE (AWS takes it away after 60 idle days), and that security groups and listeners are as the plan says. docs/operations.md, "VPC link".`,
      metrics: { failed: { ...link, dimensions: {}, statistic: "Sum" } },
      threshold: 0,
      minutes: 5,
      datapoints: 3,
    });
  }
}
