import { Apigatewayv2Deployment } from "@cdktf/provider-aws/lib/apigatewayv2-deployment";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ACCESS_LOG, accessLogGroup, type AccessLogGroupProps } from "./access-log";
import type { HttpApi } from "./http-api";

/** Requests that a stage, or one of its routes, accepts. */
export interface Throttle {
  /** Requests at once, above the rate. */
  readonly burst: number;
  /** Requests per second. */
  readonly rate: number;
}

/** Settings of an {@link ApiStage}. */
export interface ApiStageProps extends AccessLogGroupProps {
  readonly api: HttpApi;
  /** `$default`, or a name that becomes the first part of every path. */
  readonly name: string;
  /** Each change goes live when it is made; otherwise all with a deployment, which every change of the API replaces. */
  readonly autoDeploy: boolean;
  readonly variables: Readonly<Record<string, string>>;
  /** Required: where it is unset, the provider may write 0, which refuses everything. */
  readonly throttle: Throttle;
  /** By route key. */
  readonly routeThrottles: Readonly<Record<string, Throttle>>;
}

/** A stage of an API: what is deployed, its throttling, and the log of every request. */
export class ApiStage extends Construct {
  readonly stageId: string;
  /** Where callers find the stage, without a custom domain. */
  readonly invokeUrl: string;
  readonly accessLogGroupName: string;

  constructor(scope: Construct, id: string, props: ApiStageProps) {
    super(scope, id);
    const { api } = props;
    const logs = accessLogGroup(this, props);
    this.accessLogGroupName = logs.name;
    // Removed from the state, kept on AWS: the log group of earlier versions with its events; and the deployment of a stage
    // that now deploys automatically, which it may still point to ("Active stages pointing to this deployment must be moved
    // or deleted", terraform-provider-aws issue 19805). It costs nothing and is deleted with the API.
    const kept = [
      "aws_cloudwatch_log_group.stage_access",
      ...(props.autoDeploy ? ["aws_apigatewayv2_deployment.stage_deployment"] : []),
    ];
    TerraformStack.of(this).addOverride(
      "removed",
      kept.map((from) => ({ from, lifecycle: { destroy: false } })),
    );
    const stage = new Apigatewayv2Stage(this, "Resource", {
      apiId: api.apiId,
      name: props.name,
      autoDeploy: props.autoDeploy,
      ...(props.autoDeploy ? {} : { deploymentId: this.deployment(api) }),
      ...(Object.keys(props.variables).length === 0 ? {} : { stageVariables: { ...props.variables } }),
      defaultRouteSettings: throttling(props.throttle),
      routeSettings: Object.entries(props.routeThrottles).map(([routeKey, throttle]) => ({
        routeKey,
        ...throttling(throttle),
      })),
      accessLogSettings: { destinationArn: logs.arn, format: JSON.stringify(ACCESS_LOG) },
      // A stage that names a route before it exists: "Unable to find Route by key" (terraform-provider-aws issue 16094).
      dependsOn: [...api.routesToWaitFor],
    });
    this.stageId = stage.id;
    this.invokeUrl = props.name === "$default" ? api.apiEndpoint : `${api.apiEndpoint}/${props.name}`;
  }

  private deployment(api: HttpApi): string {
    return new Apigatewayv2Deployment(this, "deployment", {
      apiId: api.apiId,
      description: "Everything that the API has",
      triggers: { ...api.deployedParts },
      dependsOn: [...api.routesToWaitFor],
      // The stage moves to the new one before the old one is deleted.
      lifecycle: { createBeforeDestroy: true },
    }).id;
  }
}

function throttling({ burst, rate }: Throttle) {
  return { throttlingBurstLimit: burst, throttlingRateLimit: rate };
}
