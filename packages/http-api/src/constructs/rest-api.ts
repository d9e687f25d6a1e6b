import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { createHash } from "node:crypto";
import { partition, type Placement } from "./arn";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** A route of a {@link RestApi} that leads to an application load balancer. */
export interface RestRoute {
  /** e.g. `ANY /api/books/{proxy+}`. */
  readonly key: string;
  /** Path that the service gets, `{proxy}` for what the greedy variable took. */
  readonly path: string;
  readonly authorization: "none" | "iam";
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
  /** AWS's limit is 29. */
  readonly timeoutSeconds: number;
  readonly routes: readonly RestRoute[];
}

/**
 * A REST API from an OpenAPI document: AWS provider 5 has no attribute for the load balancer of a private integration
 * (terraform-provider-aws issue 45230), the document has. {@link RestApiStage} puts it on the air.
 */
export class RestApi extends Construct {
  readonly restApiId: string;
  /** What a deployment is made of, part by part, as text. */
  readonly deployedParts: Readonly<Record<string, string>>;

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
      body: JSON.stringify(documentOf(props)),
      // What the document does not say goes, or routes of before would stay.
      putRestApiMode: "overwrite",
      ...(policy === undefined ? {} : { policy }),
    });
    this.restApiId = api.id;
    this.deployedParts = {
      endpoint: props.endpoint,
      // Its hash: as text it would be one more policy to whoever reads the plan.
      ...(written === undefined ? {} : { policy: createHash("sha256").update(written).digest("hex") }),
      ...(ids.length === 0 ? {} : { consumers: Fn.join(",", ids) }),
      routes: Fn.sha1(api.body),
    };
  }
}

function documentOf(props: RestApiProps) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of props.routes) {
    const [method = "", path = ""] = route.key.split(" ");
    const name = method === "ANY" ? "x-amazon-apigateway-any-method" : method.toLowerCase();
    paths[path] = { ...paths[path], [name]: operation(route, props) };
  }
  return { openapi: "3.0.1", info: { title: props.name, version: "1" }, paths };
}

function operation({ path, authorization }: RestRoute, props: RestApiProps) {
  const isGreedy = path.includes("{proxy}");
  return {
    ...(isGreedy ? { parameters: [{ name: "proxy", in: "path", required: true, schema: { type: "string" } }] } : {}),
    "x-amazon-apigateway-auth": { type: authorization === "iam" ? "AWS_IAM" : "NONE" },
    "x-amazon-apigateway-integration": {
      type: "http_proxy",
      httpMethod: "ANY",
      // Its path is what the service gets: without stage and base path.
      uri: `${props.origin}${path}`,
      connectionType: "VPC_LINK",
      connectionId: props.vpcLinkId,
      integrationTarget: props.loadBalancerArn,
      timeoutInMillis: props.timeoutSeconds * 1000,
      passthroughBehavior: "when_no_match",
      ...(isGreedy ? { requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" } } : {}),
    },
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
