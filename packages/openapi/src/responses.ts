import type { Route } from "@private-http-api/topology";

const MESSAGE = "Message";

/** Body of every answer that is the gateway's own. */
export const messageSchema = {
  [MESSAGE]: { type: "object", required: ["message"], properties: { message: { type: "string" } } },
};

/** Answers of the gateway itself, by the name that operations refer to. */
export const gatewayResponses = {
  Unauthorized: answer("There is no token, or it is not valid"),
  Forbidden: answer("The token has none of the scopes, or the principal may not call this"),
  TooManyRequests: answer("There were more requests than the route takes"),
  InternalServerError: answer("The function failed"),
  ServiceUnavailable: answer("The service could not be reached, or did not answer in time"),
};

function answer(description: string): object {
  return { description, content: { "application/json": { schema: { $ref: `#/components/schemas/${MESSAGE}` } } } };
}

function refer(name: keyof typeof gatewayResponses): object {
  return { $ref: `#/components/responses/${name}` };
}

/** What a caller of a route can be answered. The services' own answers are not written in the Terraform. */
export function responsesOf({ authorization, integration }: Route): Readonly<Record<string, object>> {
  const asksForScopes = authorization.type === "JWT" && authorization.scopes.length > 0;
  return {
    ...(authorization.type === "JWT" ? { 401: refer("Unauthorized") } : {}),
    ...(authorization.type === "AWS_IAM" || asksForScopes ? { 403: refer("Forbidden") } : {}),
    429: refer("TooManyRequests"),
    ...(integration.kind === "aws-proxy" ? { 500: refer("InternalServerError") } : {}),
    503: refer("ServiceUnavailable"),
    default: { description: integration.kind === "aws-proxy" ? "The function's answer" : "The service's answer" },
  };
}
