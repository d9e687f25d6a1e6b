import type { HttpApi, Route } from "@private-http-api/topology";

const MESSAGE = "Message";

/** Body of every response of the gateway itself. */
export const messageSchema = {
  [MESSAGE]: { type: "object", required: ["message"], properties: { message: { type: "string" } } },
};

const answers = {
  Unauthorized: answer("The token is missing or invalid"),
  Forbidden: answer("The token has none of the required scopes, or the principal is not allowed to call this"),
  TooManyRequests: answer("The rate limit of the route was exceeded"),
  InternalServerError: answer("The function failed"),
  ServiceUnavailable: answer("The service could not be reached, or did not respond in time"),
  GatewayTimeout: answer("The service could not be reached, or did not respond in time"),
};

/** Responses of the gateway itself, by the name that operations refer to. */
export function gatewayResponsesOf({ rest }: HttpApi): Readonly<Record<string, object>> {
  const { ServiceUnavailable, GatewayTimeout, ...common } = answers;
  return { ...common, ...(rest === undefined ? { ServiceUnavailable } : { GatewayTimeout }) };
}

function answer(description: string): object {
  return { description, content: { "application/json": { schema: { $ref: `#/components/schemas/${MESSAGE}` } } } };
}

function refer(name: keyof typeof answers): object {
  return { $ref: `#/components/responses/${name}` };
}

/**
 * The possible responses of a route. The Terraform does not describe the responses of the services. A REST API refuses whom
 * its policy does not let in, and answers for a service with 504
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).
 */
export function responsesOf(
  { authorization, integration }: Route,
  rest?: HttpApi["rest"],
): Readonly<Record<string, object>> {
  const asksForScopes = authorization.type === "JWT" && authorization.scopes.length > 0;
  return {
    ...(authorization.type === "JWT" || authorization.type === "CUSTOM" ? { 401: refer("Unauthorized") } : {}),
    ...(authorization.type === "AWS_IAM" ||
    authorization.type === "CUSTOM" ||
    asksForScopes ||
    rest?.policy !== undefined
      ? { 403: refer("Forbidden") }
      : {}),
    429: refer("TooManyRequests"),
    ...(integration.kind === "aws-proxy" ? { 500: refer("InternalServerError") } : {}),
    ...(rest === undefined ? { 503: refer("ServiceUnavailable") } : { 504: refer("GatewayTimeout") }),
    default: { description: integration.kind === "aws-proxy" ? "The function's response" : "The service's response" },
  };
}
