/** The one error shape of the services: a status, a stable code for programs and a message for people. */
import type { ServerResponse } from "node:http";
import { sendJson } from "./send-json";

/** What a client may branch on; the message may change, the code does not. */
export type ErrorCode =
  | "bad_request"
  | "invalid_id"
  | "invalid_json"
  | "not_found"
  | "method_not_allowed"
  | "timeout"
  | "payload_too_large"
  | "unsupported_media_type"
  | "headers_too_large"
  | "expectation_failed"
  | "upstream_timeout"
  | "upstream_unavailable"
  | "internal_error";

/** Body of every answer that is not a success. */
export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly message: string };
}

/** An error whose message is meant for the client. Anything else that is thrown becomes a bare 500. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }

  get body(): ErrorBody {
    return { error: { code: this.code, message: this.message } };
  }
}

/** Answers with an error, unless an answer has begun already. */
export function sendError(response: ServerResponse, error: ApiError): void {
  if (!response.headersSent) sendJson(response, error.body, error.status);
}

export function malformedPath(): ApiError {
  return new ApiError(400, "bad_request", "The path has a malformed percent-encoding.");
}
