import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Fn, Lazy } from "cdktf";
import { Construct } from "constructs";
import { createHash } from "node:crypto";
import { partition, type Placement } from "./arn";
import type { LambdaAuthorizerProps } from "./http-api";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** A route of a {@link RestApi}. */
export interface RestRoute {
  /** e.g. `ANY /api/books/{proxy+}`. */
  readonly key: string;
  /** To the application load balancer, with the path that the service gets, `{proxy}` for what the greedy variable took; or to a function. */
  readonly target: { readonly path: string } | { readonly function: string };
  readonly authorization: "none" | "iam" | { readonly authorizer: string };
}

/** Settings of a {@link RestApi}. */
export interface RestApiProps {
  readonly name: string;
  readonly placement: Placement;
  /** With "private" it is called through VPC endpoints alone. */
  readonly endpoint: "regional" | "private";
  /** Ids of the endpoints through which it may be called, beside those of consumers; empty for a regional API. */
  readonly allowedVpcEndpoints: readonly string[];
  /** Ids of the endpoints of consumers, by their names. @default none */
  readonly consumerEndpoints?: Readonly<Record<string, string>>;
  /** Accounts whose principals may call it; empty: callers that are let in by anything else. */
  readonly allowedAccounts: readonly string[];
  readonly vpcLinkId: string;
  readonly loadBalancerArn: string;
  /** `http://<host>` or `https://<host>:443`, where the host is the Host header and, with TLS, the certificate's name. */
  readonly origin: string;
  /** AWS's limit is 29, and 900 for a stream. */
  readonly timeoutSeconds: number;
  /** Passes on each part of a response as it comes, in place of the whole. */
  readonly streams: boolean;
  readonly routes: readonly RestRoute[];
}

/** What is added to an API beside its props, by name. */
interface Additions {
  readonly authorizers: ReadonlyMap<string, LambdaAuthorizerProps>;
  readonly invokeArns: ReadonlyMap<string, string>;
}

/**
 * A REST API from an OpenAPI document: AWS provider 5 has no attribute for the load balancer of a private integration
 * (terraform-provider-aws issue 45230), the document has. {@link RestApiStage} puts it on the air.
 */
export class RestApi extends Construct implements Additions {
  readonly restApiId: string;
  readonly executionArn: string;
  /** What a deployment is made of, part by part, as text. */
  readonly deployedParts: Readonly<Record<string, string>>;

  readonly authorizers = new Map<string, LambdaAuthorizerProps>();
  readonly invokeArns = new Map<string, string>();

  constructor(scope: Construct, id: string, props: RestApiProps) {
    super(scope, id);
    const { allowedVpcEndpoints, consumerEndpoints = {} } = props;
    const ids = Object.values(consumerEndpoints);
    const policy = resourcePolicy(props, [...allowedVpcEndpoints, ...ids]);
    // Ids of consumers are references, which as text are numbered by chance.
    const written = resourcePolicy(props, [...allowedVpcEndpoints, ...Object.keys(consumerEndpoints)]);
    const api = new ApiGatewayRestApi(this, "Resource", {
      name: props.name,
      endpointConfiguration: { types: [props.endpoint.toUpperCase()] },
      // Functions ask for the API's ARN before it has them.
      body: Lazy.stringValue({ produce: () => JSON.stringify(documentOf(props, this)) }),
      // What the document does not say goes, or routes of before would stay.
      putRestApiMode: "overwrite",
      ...(policy === undefined ? {} : { policy }),
    });
    this.restApiId = api.id;
    this.executionArn = api.executionArn;
    this.deployedParts = {
      endpoint: props.endpoint,
      // Its hash: as text it would be one more policy to whoever reads the plan.
      ...(written === undefined ? {} : { policy: createHash("sha256").update(written).digest("hex") }),
      ...(ids.length === 0 ? {} : { consumers: Fn.join(",", ids) }),
      routes: Fn.sha1(api.body),
    };
  }

  /**
   * Adds an authorizer of type REQUEST. It is part of the document: one beside it would go with the next import, which
   * overwrites the API.
   *
   * @returns "*" in place of its id, which is not known to Terraform: its function needs a permission for it
   */
  addLambdaAuthorizer(id: string, props: LambdaAuthorizerProps): string {
    this.authorizers.set(id, props);
    return "*";
  }

  /** Adds the function of routes that lead to one of this name; it needs a permission for them. */
  addFunction(name: string, invokeArn: string): void {
    this.invokeArns.set(name, invokeArn);
  }
}

function documentOf(props: RestApiProps, { authorizers, invokeArns }: Additions) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of props.routes) {
    const [method = "", path = ""] = route.key.split(" ");
    const name = method === "ANY" ? "x-amazon-apigateway-any-method" : method.toLowerCase();
    paths[path] = { ...paths[path], [name]: operation(route, integration(route, props, invokeArns)) };
  }
  const securitySchemes = Object.fromEntries([...authorizers].map(([name, each]) => [name, securityScheme(each)]));
  const components = authorizers.size === 0 ? {} : { components: { securitySchemes } };
  return {
    openapi: "3.0.1",
    info: { title: props.name, version: "1" },
    // Payloads of any other type would be taken for UTF-8 text: images, archives and whatever is compressed would arrive
    // broken ["Content type conversions in API Gateway"]. Browsers accept several types, for which AWS asks for all of them.
    "x-amazon-apigateway-binary-media-types": ["*/*"],
    paths,
    ...components,
  };
}

/** [x-amazon-apigateway-authorizer: a REQUEST authorizer of a REST API] */
function securityScheme({ invokeArn, identitySources, cacheSeconds }: LambdaAuthorizerProps) {
  const sources = identitySources.map((source) => source.replace(/^\$(?=request\.)/, "method.").replace(/^\$/, ""));
  return {
    type: "apiKey",
    name: "Unused",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": {
      type: "request",
      authorizerUri: invokeArn,
      ...(sources.length === 0 ? {} : { identitySource: sources.join(", ") }),
      authorizerResultTtlInSeconds: cacheSeconds,
    },
  };
}

function operation({ key, authorization }: RestRoute, integration: object) {
  const isGreedy = key.includes("{proxy+}");
  return {
    ...(isGreedy ? { parameters: [{ name: "proxy", in: "path", required: true, schema: { type: "string" } }] } : {}),
    ...(typeof authorization === "string"
      ? { "x-amazon-apigateway-auth": { type: authorization === "iam" ? "AWS_IAM" : "NONE" } }
      : { security: [{ [authorization.authorizer]: [] }] }),
    "x-amazon-apigateway-integration": integration,
  };
}

function integration({ key, target }: RestRoute, props: RestApiProps, invokeArns: Additions["invokeArns"]) {
  if ("function" in target) {
    const uri = invokeArns.get(target.function);
    if (uri === undefined) throw new Error(`${key}: no function ${target.function}`);
    // Lambda is always called by POST ["Set up Lambda proxy integrations in API Gateway"].
    return { type: "aws_proxy", httpMethod: "POST", uri, passthroughBehavior: "when_no_match" };
  }
  const { path } = target;
  return {
    type: "http_proxy",
    httpMethod: "ANY",
    // Its path is what the service gets: without stage and base path.
    uri: `${props.origin}${path}`,
    connectionType: "VPC_LINK",
    connectionId: props.vpcLinkId,
    integrationTarget: props.loadBalancerArn,
    timeoutInMillis: props.timeoutSeconds * 1000,
    passthroughBehavior: "when_no_match",
    ...(props.streams ? { responseTransferMode: "STREAM" } : {}),
    ...(path.includes("{proxy}")
      ? { requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" } }
      : {}),
  };
}

/**
 * Who may call: principals of some accounts, or everybody; and through some endpoints, or from anywhere. A private API cannot
 * be deployed without one ["Private REST APIs in API Gateway"].
 */
function resourcePolicy(
  { endpoint, allowedAccounts, placement }: RestApiProps,
  endpoints: readonly string[],
): string | undefined {
  if (endpoint === "regional" && allowedAccounts.length === 0) return undefined;
  // The policy belongs to this API, so that "*" is everything of it and nothing else.
  const all = { Action: "execute-api:Invoke", Resource: "*" };
  const roots = allowedAccounts.map((account) => `arn:${partition(placement.region)}:iam::${account}:root`);
  const callers: PolicyStatement = {
    Sid: "Callers",
    Effect: "Allow",
    Principal: roots.length === 0 ? "*" : { AWS: roots },
    ...all,
  };
  if (endpoint === "regional") return policyDocument(callers);
  const through = { StringNotEquals: { "aws:SourceVpce": [...endpoints] } };
  return policyDocument(callers, { Sid: "OtherEndpoints", Effect: "Deny", Principal: "*", ...all, Condition: through });
}
