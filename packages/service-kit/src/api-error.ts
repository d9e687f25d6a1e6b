/** The one error shape of the services: a status, a stable code for programs and a message for people. */
import type { ServerResponse } from "node:http";
import { sendJson } from "./send-json";

/** Codes for programs to distinguish errors by: messages may change, codes do not. */
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

/** Body of every error response. */
export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly message: string };
}

/** An error whose message is sent to the client. Any other error becomes a 500 without details. */
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

/** Sends an error response, unless a response has already begun. */
export function sendError(response: ServerResponse, error: ApiError): void {
  if (!response.headersSent) sendJson(response, error.body, error.status);
}

export function malformedPath(): ApiError {
  return new ApiError(400, "bad_request", "The path has a malformed percent-encoding.");
}
