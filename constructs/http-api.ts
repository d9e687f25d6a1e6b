import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";

/** Settings of an {@link HttpApi}. */
export interface HttpApiProps {
  readonly name: string;
  readonly logRetentionDays: number;
}

/** Where an integration sends requests. */
export interface PrivateIntegrationProps {
  readonly vpcLinkId: string;
  /** ARN of a load balancer's listener or of a Cloud Map service. */
  readonly uri: string;
  /** AWS's limit is 30. */
  readonly timeoutSeconds: number;
  /** Name that the certificate of a TLS listener has to carry. @default plain HTTP */
  readonly serverNameToVerify?: string;
}

/** An integration that routes can lead to. */
export interface Integration {
  readonly integrationId: string;
}

/** Requests a second and the burst above it that a stage admits; unset, the provider may write 0, which refuses all. */
const THROTTLE = { throttlingBurstLimit: 500, throttlingRateLimit: 1000 };

/** Fields of the access log, as JSON: what happened, how long it took and why it failed. */
const ACCESS_LOG = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  sourceIp: "$context.identity.sourceIp",
  method: "$context.httpMethod",
  path: "$context.path",
  routeKey: "$context.routeKey",
  status: "$context.status",
  responseLength: "$context.responseLength",
  responseLatency: "$context.responseLatency",
  integrationStatus: "$context.integration.status",
  integrationLatency: "$context.integrationLatency",
  integrationError: "$context.integrationErrorMessage",
  error: "$context.error.message",
  authorizerError: "$context.authorizer.error",
};

/** An HTTP API with one stage that deploys by itself, logs every request and is throttled. */
export class HttpApi extends Construct {
  readonly apiEndpoint: string;
  private readonly apiId: string;
  private readonly integrations = new Construct(this, "Integrations");
  private readonly routes = new Construct(this, "Routes");

  constructor(scope: Construct, id: string, { name, logRetentionDays }: HttpApiProps) {
    super(scope, id);
    const api = new Apigatewayv2Api(this, "Resource", { name, protocolType: "HTTP" });
    this.apiId = api.id;
    this.apiEndpoint = api.apiEndpoint;
    const logs = new CloudwatchLogGroup(this, "access-logs", {
      name: `/${name}/api-access`,
      retentionInDays: logRetentionDays,
    });
    new Apigatewayv2Stage(this, "stage", {
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      defaultRouteSettings: THROTTLE,
      accessLogSettings: { destinationArn: logs.arn, format: JSON.stringify(ACCESS_LOG) },
    });
  }

  /** Adds an integration through a VPC link; one for each listener or Cloud Map service, AWS allows 300 in all. */
  addPrivateIntegration(id: string, props: PrivateIntegrationProps): Integration {
    const integration = new Apigatewayv2Integration(this.integrations, id, {
      apiId: this.apiId,
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      integrationUri: props.uri,
      connectionType: "VPC_LINK",
      connectionId: props.vpcLinkId,
      payloadFormatVersion: "1.0",
      timeoutMilliseconds: props.timeoutSeconds * 1000,
      ...(props.serverNameToVerify === undefined
        ? {}
        : { tlsConfig: { serverNameToVerify: props.serverNameToVerify } }),
      // A VPC link that an integration uses cannot be deleted, so both make way in the same order
      // (terraform-provider-aws issue 12195).
      lifecycle: { createBeforeDestroy: true },
    });
    return { integrationId: integration.id };
  }

  /** Routes a path and everything below it; `{proxy+}` alone does not match the path itself. */
  addServiceRoutes(id: string, path: string, integration: Integration): void {
    const scope = new Construct(this.routes, id);
    const target = `integrations/${integration.integrationId}`;
    const route = (name: string, routeKey: string) =>
      new Apigatewayv2Route(scope, name, {
        apiId: this.apiId,
        routeKey,
        target,
        // Said, not left to the default: who may call a route is a decision.
        authorizationType: "NONE",
      });
    route("path", `ANY ${path === "" ? "/" : path}`);
    route("below", `ANY ${path}/{proxy+}`);
  }
}
