import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

/** A CloudWatch metric, and the statistic over a period. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** "Sum", "Average", "Minimum", "Maximum" or a percentile like "p99". */
  readonly statistic: string;
}

/** What every alarm of a stack shares. */
export interface AlarmSettings {
  /** Prefix of alarm names, `<application>-<environment>`. */
  readonly prefix: string;
  /** Topic that is notified when an alarm goes off and when it clears. @default none */
  readonly topicArn?: string;
}

/** Settings of an {@link Alarm}. */
export interface AlarmProps extends AlarmSettings {
  /** Name after the prefix, e.g. `api/errors`. */
  readonly name: string;
  /** What has happened, and what to do about it. */
  readonly description: string;
  /** Metrics by their name in the expression. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Metric math over the metrics. @default the one metric there is */
  readonly expression?: string;
  /** The alarm goes off above it. */
  readonly threshold: number;
  /** The alarm goes off at the threshold and below it. @default above it */
  readonly below?: boolean;
  /** Number of periods that are evaluated. */
  readonly periods: number;
  /** Length of a period. @default 60 */
  readonly periodSeconds?: number;
  /** How many of the periods must breach the threshold. @default all */
  readonly datapoints?: number;
  /** What a period without data means. @default "notBreaching": nothing runs, or there are no requests */
  readonly missingData?: "notBreaching" | "ignore";
}

/** A CloudWatch alarm on one metric, or on an expression of several. */
export class Alarm extends Construct {
  readonly alarmName: string;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { metrics, expression, topicArn } = props;
    const actions = topicArn === undefined ? {} : { alarmActions: [topicArn], okActions: [topicArn] };
    this.alarmName = new CloudwatchMetricAlarm(this, "Resource", {
      // Kept plain, so that a dashboard in another stack can name it.
      alarmName: `${props.prefix}/${props.name}`,
      alarmDescription: props.description,
      comparisonOperator: props.below === true ? "LessThanOrEqualToThreshold" : "GreaterThanThreshold",
      threshold: props.threshold,
      evaluationPeriods: props.periods,
      datapointsToAlarm: props.datapoints ?? props.periods,
      treatMissingData: props.missingData ?? "notBreaching",
      metricQuery: [
        ...(expression === undefined ? [] : [{ id: "value", expression, label: props.name, returnData: true }]),
        ...Object.entries(metrics).map(([key, { name, namespace, dimensions, statistic }]) => ({
          id: key,
          returnData: expression === undefined,
          metric: {
            metricName: name,
            namespace,
            ...(Object.keys(dimensions).length === 0 ? {} : { dimensions: { ...dimensions } }),
            period: props.periodSeconds ?? 60,
            stat: statistic,
          },
        })),
      ],
      ...actions,
    }).alarmName;
  }
}

/** Picks what alarms share out of larger settings. */
export function alarmSettings({ prefix, topicArn }: AlarmSettings): AlarmSettings {
  return { prefix, ...(topicArn === undefined ? {} : { topicArn }) };
}
