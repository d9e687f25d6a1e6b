import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Construct } from "constructs";
import { REST_ACCESS_LOG } from "./access-log";
import type { Throttle } from "./api-stage";
import { restApiLog, type RestApiLogProps } from "./rest-api-log";
import type { RestApi } from "./rest-api";

/** Settings of a {@link RestApiStage}. */
export interface RestApiStageProps {
  readonly api: RestApi;
  /** First part of every path. */
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** For all methods of the stage. */
  readonly throttle: Throttle;
  /** Its access log. @default none: without a role of the account AWS refuses a stage that has one */
  readonly log?: RestApiLogProps;
  /** Web ACL of AWS WAF, which requests pass before everything else. @default none */
  readonly webAclArn?: string;
}

/** What of a REST API is on the air: a deployment that is replaced by every change, and the limits of its stage. */
export class RestApiStage extends Construct {
  readonly invokeUrl: string;
  readonly stageArn: string;
  readonly accessLogGroupName?: string;

  constructor(scope: Construct, id: string, props: RestApiStageProps) {
    super(scope, id);
    const { api, name, variables, throttle, webAclArn } = props;
    const { restApiId } = api;
    const deployment = new ApiGatewayDeployment(this, "deployment", {
      restApiId,
      description: "Everything that the API has",
      triggers: { ...api.deployedParts },
      // The stage moves to the new one before the old one goes.
      lifecycle: { createBeforeDestroy: true },
    });
    const log = props.log && restApiLog(this, props.log);
    if (log) this.accessLogGroupName = log.group.name;
    const stage = new ApiGatewayStage(this, "Resource", {
      restApiId,
      stageName: name,
      deploymentId: deployment.id,
      ...(Object.keys(variables).length === 0 ? {} : { variables: { ...variables } }),
      ...(log && {
        accessLogSettings: { destinationArn: log.group.arn, format: JSON.stringify(REST_ACCESS_LOG) },
        dependsOn: [...log.after],
      }),
    });
    if (webAclArn !== undefined) new Wafv2WebAclAssociation(this, "waf", { resourceArn: stage.arn, webAclArn });
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
