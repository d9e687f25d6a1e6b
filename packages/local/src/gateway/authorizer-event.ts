import type { IncomingMessage } from "node:http";
import type { LambdaAuthorizer } from "@private-http-api/topology";
import { LOCAL_API_ID } from "./context-variables";
import type { ExchangeFacts } from "./exchange-facts";
import { LOCAL_ACCOUNT_ID, type LambdaEvent, lambdaEvent } from "./lambda-event";
import { type LambdaEventV1, lambdaEventV1 } from "./lambda-event-v1";
import { type RestEvent, restEvent } from "./rest-event";

/** What a Lambda authorizer gets: the request without its body ["AWS Lambda authorizers for HTTP APIs", "Input to an Amazon API Gateway Lambda authorizer"]. */
export type AuthorizerEvent = Readonly<Record<string, unknown>> & { readonly type: "REQUEST" };

/** The route's ARN as in an IAM policy, with a fixed Region, because a local run has none. */
export function routeArn({ stageName, method, routePath }: ExchangeFacts): string {
  const route = `${LOCAL_API_ID}/${stageName}/${method}${routePath}`;
  return `arn:aws:execute-api:us-east-1:${LOCAL_ACCOUNT_ID}:${route}`;
}

/** The event of a request, in the format that the authorizer asks for. */
export function authorizerEvent(
  facts: ExchangeFacts,
  request: IncomingMessage,
  { payloadFormatVersion, isRest }: Pick<LambdaAuthorizer, "payloadFormatVersion" | "isRest">,
  identity: readonly string[],
): AuthorizerEvent {
  const arn = routeArn(facts);
  if (isRest) return { type: "REQUEST", methodArn: arn, ...withoutBody(restEvent(facts, request)) };
  if (payloadFormatVersion === "2.0") {
    const event = withoutBody(lambdaEvent(facts, request));
    return { ...event, type: "REQUEST", routeArn: arn, identitySource: identity };
  }
  const source = identity.join(",");
  const event = withoutBody(lambdaEventV1(facts, request));
  return { ...event, type: "REQUEST", methodArn: arn, identitySource: source, authorizationToken: source };
}

function withoutBody(event: LambdaEvent | LambdaEventV1 | RestEvent): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== "body" && name !== "isBase64Encoded"));
}
