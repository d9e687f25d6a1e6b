/** An answer of the gateway itself, with API Gateway's status and message. */
export interface Refusal {
  readonly status: number;
  /** Value of `message` in the body, and of `$context.error.message`. */
  readonly message: string;
  /** Name of the message in the body. @default "message" */
  readonly key?: "Message";
  readonly headers?: Readonly<Record<string, string>>;
  /** What a REST API answers instead. @default the same */
  readonly rest?: Refusal;
}

export const BAD_REQUEST: Refusal = { status: 400, message: "Bad Request" };
export const FORBIDDEN: Refusal = { status: 403, message: "Forbidden" };
const MISSING_TOKEN: Refusal = { status: 403, message: "Missing Authentication Token" };
/**
 * No route matches; in a REST API no method of the path [Gateway response types: MISSING_AUTHENTICATION_TOKEN, "the client
 * attempts to invoke an unsupported API method or resource"].
 */
export const NOT_FOUND: Refusal = {
  status: 404,
  message: "Not Found",
  rest: MISSING_TOKEN,
};
/** A signature is missing [Gateway response types: MISSING_AUTHENTICATION_TOKEN]. */
export const UNSIGNED: Refusal = { ...FORBIDDEN, rest: MISSING_TOKEN };
/** The path begins with no stage's name. A REST API has nothing there that could be missing; its message is unconfirmed. */
export const NO_STAGE: Refusal = { status: 404, message: "Not Found", rest: FORBIDDEN };
/** What a REST API answers where the policy of a Lambda authorizer does not allow the request [Gateway response types: ACCESS_DENIED]. */
export function accessDenied(isExplicit: boolean): Refusal {
  const why = isExplicit ? " with an explicit deny" : "";
  return { status: 403, message: `User is not authorized to access this resource${why}`, key: "Message" };
}
/** "The client did not send data before the idle timeout" (ALB, HTTP 408); API Gateway's own answer is unknown. */
export const REQUEST_TIMEOUT: Refusal = { status: 408, message: "Request Timeout" };
export const ENTITY_TOO_LARGE: Refusal = {
  status: 413,
  message: "Request Entity Too Large",
  rest: { status: 413, message: "Request Too Long" },
};
/** Status of RFC 9110, 15.5.18; the message is API Gateway's form for it, unconfirmed. */
export const EXPECTATION_FAILED: Refusal = { status: 417, message: "Expectation Failed" };
export const TOO_MANY_REQUESTS: Refusal = { status: 429, message: "Too Many Requests" };
export const HEADERS_TOO_LARGE: Refusal = { status: 431, message: "Request Header Fields Too Large" };
export const INTERNAL_SERVER_ERROR: Refusal = {
  status: 500,
  message: "Internal Server Error",
  rest: { status: 500, message: "Internal server error" },
};
/** A function fails, or returns something else ["Handle errors in Lambda proxy integrations": 502 of a REST API]. */
export const FUNCTION_FAILURE: Refusal = {
  ...INTERNAL_SERVER_ERROR,
  rest: { status: 502, message: "Internal server error" },
};
/**
 * No whole answer within the integration's timeout. An HTTP API over a VPC link answers with 503, not 504 (seen by
 * cortexlabs/cortex, issue 1225), a REST API with 504 [Gateway response types: INTEGRATION_TIMEOUT].
 */
export const INTEGRATION_TIMEOUT: Refusal = {
  status: 503,
  message: "Service Unavailable",
  rest: { status: 504, message: "Endpoint request timed out" },
};
/** An answer that is incomplete [Gateway response types: INTEGRATION_FAILURE; the message is unconfirmed]. */
export const INTEGRATION_FAILURE: Refusal = {
  status: 503,
  message: "Service Unavailable",
  rest: { status: 504, message: "Network error communicating with endpoint" },
};

export function unauthorized(description: string | undefined): Refusal {
  const detail =
    description === undefined
      ? ""
      : ` scope="" error="invalid_token" error_description="${description.replace(/[^\x20-\x7e]|["\\]/g, "'")}"`;
  return { status: 401, message: "Unauthorized", headers: { "www-authenticate": `Bearer${detail}` } };
}

export function refusalBody(refusal: Refusal): string {
  return JSON.stringify({ [refusal.key ?? "message"]: refusal.message });
}
