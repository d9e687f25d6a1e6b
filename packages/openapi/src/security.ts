import type { Authorization, HttpApi, JwtAuthorizer, LambdaAuthorizer } from "@private-http-api/topology";
import type { SecurityRequirement, SecurityScheme } from "./open-api";

/** Name of the scheme for callers that are principals of AWS. */
const IAM = "iam";

/** The security schemes of all routes, by name. */
export function securitySchemes({ routes, rest }: HttpApi): Readonly<Record<string, SecurityScheme>> {
  const isRest = rest !== undefined;
  return Object.fromEntries(
    routes.flatMap(({ authorization }): [string, SecurityScheme][] => {
      if (authorization.type === "NONE" || authorization.type === "unserved") return [];
      if (authorization.type === "AWS_IAM") return [[IAM, signatureScheme]];
      if (authorization.type === "CUSTOM")
        return [[authorization.authorizer.name, functionScheme(authorization.authorizer, isRest)]];
      return [[authorization.authorizer.name, tokenScheme(authorization.authorizer)]];
    }),
  );
}

/** The security requirements of a route: one of several scopes is enough, so each is an alternative. */
export function securityOf(authorization: Authorization): readonly SecurityRequirement[] {
  if (authorization.type === "NONE" || authorization.type === "unserved") return [];
  if (authorization.type === "AWS_IAM") return [{ [IAM]: [] }];
  if (authorization.type === "CUSTOM") return [{ [authorization.authorizer.name]: [] }];
  const { authorizer, scopes } = authorization;
  return scopes.length === 0 ? [{ [authorizer.name]: [] }] : scopes.map((scope) => ({ [authorizer.name]: [scope] }));
}

const signatureScheme: SecurityScheme = {
  type: "apiKey",
  in: "header",
  name: "Authorization",
  description: "AWS Signature Version 4 of a principal that is allowed execute-api:Invoke.",
  "x-amazon-apigateway-authtype": "awsSigv4",
};

function tokenScheme({ issuer, audience, identitySources }: JwtAuthorizer): SecurityScheme {
  const [identitySource = "$request.header.Authorization"] = identitySources;
  const description = `Token of ${issuer} for ${audience.join(" or ")}.`;
  const extension = {
    "x-amazon-apigateway-authorizer": { type: "jwt", identitySource, jwtConfiguration: { issuer, audience } },
  };
  const [, place = "header", name = "Authorization"] =
    /^\$request\.(header|querystring)\.(.+)$/.exec(identitySource) ?? [];
  if (place === "header" && name.toLowerCase() === "authorization") {
    const openIdConnectUrl = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    return { type: "openIdConnect", description, openIdConnectUrl, ...extension };
  }
  return { type: "apiKey", description, in: place === "header" ? "header" : "query", name, ...extension };
}

/** A function that authorizes requests; the first of its identity sources is what a client must send. */
function functionScheme(authorizer: LambdaAuthorizer, isRest: boolean): SecurityScheme {
  const { functionName, identitySources, payloadFormatVersion, simpleResponses, resultTtlSeconds } = authorizer;
  const [, place = "header", name = "Authorization"] =
    /^\$request\.(header|querystring)\.(.+)$/.exec(identitySources[0] ?? "") ?? [];
  return {
    type: "apiKey",
    description: `What the function ${functionName} lets pass.`,
    in: place === "header" ? "header" : "query",
    name,
    ...(isRest ? { "x-amazon-apigateway-authtype": "custom" } : {}),
    "x-amazon-apigateway-authorizer": {
      type: "request",
      identitySource: identitySources.map((source) => (isRest ? restSource(source) : source)).join(","),
      // A REST API has one form of event, and takes policies.
      ...(isRest
        ? {}
        : { authorizerPayloadFormatVersion: payloadFormatVersion, enableSimpleResponses: simpleResponses }),
      authorizerResultTtlInSeconds: resultTtlSeconds,
    },
  };
}

/** `$request.header.X-Key` → `method.request.header.X-Key`, as REST APIs write it. */
function restSource(source: string): string {
  return source.replace(/^\$request\./, "method.request.").replace(/^\$/, "");
}
