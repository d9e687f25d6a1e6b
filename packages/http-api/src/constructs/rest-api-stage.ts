import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { Construct } from "constructs";
import type { Throttle } from "./api-stage";
import type { RestApi } from "./rest-api";

/** Settings of a {@link RestApiStage}. */
export interface RestApiStageProps {
  readonly api: RestApi;
  /** First part of every path. */
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** For all methods of the stage. */
  readonly throttle: Throttle;
}

/** What of a REST API is on the air: a deployment that is replaced by every change, and the limits of its stage. */
export class RestApiStage extends Construct {
  readonly invokeUrl: string;
  readonly stageArn: string;

  constructor(scope: Construct, id: string, { api, name, variables, throttle }: RestApiStageProps) {
    super(scope, id);
    const { restApiId } = api;
    const deployment = new ApiGatewayDeployment(this, "deployment", {
      restApiId,
      description: "Everything that the API has",
      triggers: { ...api.deployedParts },
      // The stage moves to the new one before the old one goes.
      lifecycle: { createBeforeDestroy: true },
    });
    const stage = new ApiGatewayStage(this, "Resource", {
      restApiId,
      stageName: name,
      deploymentId: deployment.id,
      ...(Object.keys(variables).length === 0 ? {} : { variables: { ...variables } }),
    });
    new ApiGatewayMethodSettings(this, "limits", {
      restApiId,
      stageName: stage.stageName,
      methodPath: "*/*",
      settings: { throttlingBurstLimit: throttle.burst, throttlingRateLimit: throttle.rate },
    });
    this.invokeUrl = stage.invokeUrl;
    this.stageArn = stage.arn;
  }
}
