import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { addressOf } from "./address-of";

/** Settings of {@link ServiceScaling}. */
export interface ServiceScalingProps {
  readonly clusterName: string;
  readonly serviceName: string;
  /** Terraform address of the resource that changes with the VPC: AWS deletes all scaling when the service is replaced. */
  readonly vpc: string;
  readonly min: number;
  readonly max: number;
  /** Target for average CPU utilization. */
  readonly cpuPercent: number;
  /** Target for average memory utilization. */
  readonly memoryPercent: number;
  /** Target for requests per minute and task; requires a resource label. @default not tracked */
  readonly requestsPerTarget?: number;
  /** Load balancer and target group that count the requests, `app/<name>/<id>/targetgroup/<name>/<id>`. */
  readonly resourceLabel?: string;
  readonly scaleOutCooldownSeconds: number;
  readonly scaleInCooldownSeconds: number;
  /** Bounds at set times, by name. @default none */
  readonly scheduledActions?: Readonly<Record<string, ScheduledAction>>;
}

/** New bounds from a point in time; what is left out stays as it is. */
export interface ScheduledAction {
  /** `cron(…)`, `rate(…)` or `at(…)`. */
  readonly schedule: string;
  readonly timezone: string;
  readonly min?: number;
  readonly max?: number;
}

/** Target tracking for an ECS service, and bounds that change at set times. */
export class ServiceScaling extends Construct {
  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const scheduledActions = Object.entries(props.scheduledActions ?? {});
    const target = new AppautoscalingTarget(this, "Resource", {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${props.clusterName}/${props.serviceName}`,
      minCapacity: props.min,
      maxCapacity: props.max,
      // Scheduled actions set them; an apply at night must not undo that.
      lifecycle: {
        ...(scheduledActions.length === 0 ? {} : { ignoreChanges: ["min_capacity", "max_capacity"] }),
        replaceTriggeredBy: [props.vpc],
      },
    });
    // AWS deletes policies and actions with a target that is replaced. Its ARN changes then, and not with its bounds or tags.
    const lifecycle = { replaceTriggeredBy: [`${addressOf(target)}.arn`] };
    const { serviceNamespace, scalableDimension, resourceId } = target;
    // One after the other: AWS refuses concurrent changes of a target (terraform-provider-aws issue 17915).
    let before: ITerraformDependable | undefined;
    function inTurn(make: (after: { dependsOn?: ITerraformDependable[] }) => ITerraformDependable): void {
      before = make(before === undefined ? {} : { dependsOn: [before] });
    }
    const { resourceLabel } = props;
    const tracked = [
      { name: "cpu", targetValue: props.cpuPercent, predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      { name: "memory", targetValue: props.memoryPercent, predefinedMetricType: "ECSServiceAverageMemoryUtilization" },
      ...(props.requestsPerTarget === undefined || resourceLabel === undefined
        ? []
        : [
            {
              name: "requests",
              targetValue: props.requestsPerTarget,
              predefinedMetricType: "ALBRequestCountPerTarget",
              resourceLabel,
            },
          ]),
    ];
    for (const { name, targetValue, ...predefinedMetricSpecification } of tracked) {
      inTurn(
        (after) =>
          new AppautoscalingPolicy(this, name, {
            name: `${props.serviceName}-${name}`,
            policyType: "TargetTrackingScaling",
            serviceNamespace,
            scalableDimension,
            resourceId,
            targetTrackingScalingPolicyConfiguration: {
              targetValue,
              predefinedMetricSpecification,
              scaleOutCooldown: props.scaleOutCooldownSeconds,
              scaleInCooldown: props.scaleInCooldownSeconds,
            },
            lifecycle,
            ...after,
          }),
      );
    }
    for (const [name, { schedule, timezone, min, max }] of scheduledActions) {
      inTurn(
        (after) =>
          new AppautoscalingScheduledAction(this, `at-${name}`, {
            name: `${props.serviceName}-${name}`,
            serviceNamespace,
            scalableDimension,
            resourceId,
            schedule,
            timezone,
            scalableTargetAction: {
              ...(min === undefined ? {} : { minCapacity: String(min) }),
              ...(max === undefined ? {} : { maxCapacity: String(max) }),
            },
            lifecycle,
            ...after,
          }),
      );
    }
  }
}
