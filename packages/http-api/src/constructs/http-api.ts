import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";

/** What browsers may do from other origins. */
export interface CorsProps {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds: number;
}

/** Settings of an {@link HttpApi}. */
export interface HttpApiProps {
  readonly name: string;
  /** @default none: browsers refuse calls from other origins */
  readonly cors?: CorsProps;
  /** Turns off the API's own host name, where it has a custom one. */
  readonly disableExecuteApiEndpoint: boolean;
  /** With "dualstack" clients reach it over IPv6 too. @default ipv4 */
  readonly ipAddressType?: "ipv4" | "dualstack";
}

/** Where an integration sends requests. */
export interface PrivateIntegrationProps {
  readonly vpcLinkId: string;
  /** ARN of a load balancer's listener or of a Cloud Map service. */
  readonly uri: string;
  /** AWS's limit is 30. */
  readonly timeoutSeconds: number;
  /** Name that the certificate of a TLS listener must have. @default plain HTTP */
  readonly serverNameToVerify?: string;
  /**
   * Parameter mappings, e.g. `overwrite:path`; empty for none. API Gateway's own `${…}` expressions are written
   * `$${…}`, because Terraform reads them first.
   */
  readonly requestParameters: Readonly<Record<string, string>>;
}

/** Which tokens a JWT authorizer accepts. */
export interface JwtAuthorizerProps {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly identitySource: string;
}

/** The function that a Lambda authorizer asks, in payload format 2.0 with simple responses. */
export interface LambdaAuthorizerProps {
  readonly invokeArn: string;
  /** Values that a request must have, e.g. `$request.header.Authorization`; also the key of the cache. */
  readonly identitySources: readonly string[];
  /** 0: no cache. */
  readonly cacheSeconds: number;
}

/** Who may call a route. */
export type RouteAuthorization =
  | { readonly type: "NONE" }
  | { readonly type: "AWS_IAM" }
  | { readonly type: "CUSTOM"; readonly authorizerId: string }
  | { readonly type: "JWT"; readonly authorizerId: string; readonly scopes: readonly string[] };

/** An HTTP API: its authorizers, integrations and routes. An {@link ApiStage} makes it callable. */
export class HttpApi extends Construct {
  readonly apiId: string;
  readonly apiEndpoint: string;
  readonly executionArn: string;
  private readonly integrations = new Construct(this, "Integrations");
  private readonly routes = new Construct(this, "Routes");
  private readonly deployed: Record<string, string> = {};
  private readonly routesMade = new Map<string, Apigatewayv2Route>();

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const { name, cors, disableExecuteApiEndpoint, ipAddressType } = props;
    const api = new Apigatewayv2Api(this, "Resource", {
      name,
      protocolType: "HTTP",
      disableExecuteApiEndpoint,
      ...(ipAddressType === undefined ? {} : { ipAddressType }),
      ...(cors ? { corsConfiguration: corsConfiguration(cors) } : {}),
    });
    this.apiId = api.id;
    this.apiEndpoint = api.apiEndpoint;
    this.executionArn = api.executionArn;
    if (cors) this.deployed["cors"] = JSON.stringify(cors);
    // It takes effect with a deployment ["Disable the default endpoint for HTTP APIs"]; until then clients can bypass the
    // domain and its mutual TLS.
    if (disableExecuteApiEndpoint) this.deployed["default endpoint"] = "off";
    if (ipAddressType !== undefined) this.deployed["ip address type"] = ipAddressType;
  }

  /**
   * What a deployment consists of, part by part, as text. Not the resources as a whole: the provider fills in empty
   * attributes when it reads them back, which is not a change.
   */
  get deployedParts(): Readonly<Record<string, string>> {
    return this.deployed;
  }

  /** A stage may name routes only once they exist. */
  get routesToWaitFor(): readonly ITerraformDependable[] {
    return [...this.routesMade.values()];
  }

  /** @returns the authorizer's id */
  addJwtAuthorizer(id: string, { issuer, audience, identitySource }: JwtAuthorizerProps): string {
    const authorizer = new Apigatewayv2Authorizer(this, id, {
      apiId: this.apiId,
      name: id,
      authorizerType: "JWT",
      identitySources: [identitySource],
      jwtConfiguration: { issuer, audience: [...audience] },
    });
    this.deployed[`authorizer ${id}`] = JSON.stringify({ id: authorizer.id, issuer, audience, identitySource });
    return authorizer.id;
  }

  /** @returns the authorizer's id; its function needs a permission for it */
  addLambdaAuthorizer(id: string, { invokeArn, identitySources, cacheSeconds }: LambdaAuthorizerProps): string {
    const authorizer = new Apigatewayv2Authorizer(this, id, {
      apiId: this.apiId,
      name: id,
      authorizerType: "REQUEST",
      authorizerUri: invokeArn,
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: true,
      identitySources: [...identitySources],
      // Without it, the provider caches results for 300 seconds.
      authorizerResultTtlInSeconds: cacheSeconds,
    });
    this.deployed[`authorizer ${id}`] = JSON.stringify({ id: authorizer.id, invokeArn, identitySources, cacheSeconds });
    return authorizer.id;
  }

  /**
   * Adds an integration through a VPC link; AWS allows 300 in all.
   *
   * @returns the integration's id
   */
  addPrivateIntegration(id: string, props: PrivateIntegrationProps): string {
    const { requestParameters } = props;
    const integration = new Apigatewayv2Integration(this.integrations, id, {
      apiId: this.apiId,
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      integrationUri: props.uri,
      connectionType: "VPC_LINK",
      connectionId: props.vpcLinkId,
      payloadFormatVersion: "1.0",
      timeoutMilliseconds: props.timeoutSeconds * 1000,
      ...(Object.keys(requestParameters).length > 0 ? { requestParameters: { ...requestParameters } } : {}),
      ...(props.serverNameToVerify === undefined
        ? {}
        : { tlsConfig: { serverNameToVerify: props.serverNameToVerify } }),
      // A VPC link that an integration uses cannot be deleted, so both are replaced in the same order
      // (terraform-provider-aws issue 12195).
      lifecycle: { createBeforeDestroy: true },
    });
    this.deployed[`integration ${id}`] = JSON.stringify(props);
    return integration.id;
  }

  /**
   * Adds an integration with a Lambda function.
   *
   * @returns the integration's id
   */
  addFunctionIntegration(id: string, invokeArn: string): string {
    this.deployed[`integration ${id}`] = invokeArn;
    return new Apigatewayv2Integration(this.integrations, id, {
      apiId: this.apiId,
      integrationType: "AWS_PROXY",
      integrationUri: invokeArn,
      payloadFormatVersion: "2.0",
      lifecycle: { createBeforeDestroy: true },
    }).id;
  }

  /**
   * Adds a route, e.g. `ANY /api/books`. Who may call it is always explicit, never a default.
   *
   * @param after ids of routes, added before, that must exist before this one changes
   */
  addRoute(
    id: string,
    routeKey: string,
    integrationId: string,
    authorization: RouteAuthorization,
    after: readonly string[] = [],
  ): void {
    const route = new Apigatewayv2Route(this.routes, id, {
      apiId: this.apiId,
      routeKey,
      target: `integrations/${integrationId}`,
      authorizationType: authorization.type,
      ...("authorizerId" in authorization ? { authorizerId: authorization.authorizerId } : {}),
      ...(authorization.type === "JWT" && authorization.scopes.length > 0
        ? { authorizationScopes: [...authorization.scopes] }
        : {}),
      ...(after.length > 0 ? { dependsOn: after.map((each) => this.routeWithId(each)) } : {}),
    });
    this.deployed[`route ${routeKey}`] = JSON.stringify({ id: route.id, integrationId, authorization });
    this.routesMade.set(id, route);
  }

  private routeWithId(id: string): Apigatewayv2Route {
    const route = this.routesMade.get(id);
    if (!route) throw new Error(`${this.node.path}: no route ${id} was added`);
    return route;
  }
}

function corsConfiguration(cors: CorsProps) {
  return {
    allowOrigins: [...cors.allowOrigins],
    allowMethods: [...cors.allowMethods],
    allowHeaders: [...cors.allowHeaders],
    exposeHeaders: [...cors.exposeHeaders],
    allowCredentials: cors.allowCredentials,
    maxAge: cors.maxAgeSeconds,
  };
}
