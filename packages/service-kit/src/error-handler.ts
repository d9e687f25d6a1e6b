import type { ErrorRequestHandler } from "express";
import type { Logger } from "pino";
import { ApiError, malformedPath, sendError } from "./api-error";
import { REQUEST_ID_HEADER } from "./request-log";

/** Properties that Express and its body parser give to errors caused by a client. */
interface HttpErrorLike {
  readonly status: number;
  readonly type?: unknown;
  readonly limit?: unknown;
}

/**
 * Whether Express or one of its modules marks the error as caused by the client, with `expose` of http-errors. The status
 * alone is not enough: errors of HTTP clients have one too, which is another service's response to this one.
 */
function isClientError(error: unknown): error is HttpErrorLike {
  return (
    error instanceof Error &&
    "expose" in error &&
    error.expose === true &&
    "status" in error &&
    typeof error.status === "number" &&
    error.status >= 400 &&
    error.status < 500
  );
}

/** Whether the router could not decode a parameter of the path; a handler's own URIError has no status. */
function isMalformedPath(error: unknown): boolean {
  return error instanceof URIError && "status" in error && error.status === 400;
}

/** The error for the client. Messages of the framework are not passed on, because they may reveal internals. */
function toApiError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (isMalformedPath(error)) return malformedPath();
  if (!isClientError(error)) return undefined;
  if (error.type === "entity.parse.failed") return new ApiError(400, "invalid_json", "The body is not valid JSON.");
  if (error.status === 413) {
    return new ApiError(413, "payload_too_large", `The body is larger than ${String(error.limit)} bytes.`);
  }
  if (error.status === 415) {
    return new ApiError(415, "unsupported_media_type", "The body's charset or content encoding is not supported.");
  }
  return new ApiError(error.status, "bad_request", "The request is malformed.");
}

/** The last handler: sends every error that was thrown or passed on as JSON, and logs unexpected ones. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const known = toApiError(error);
    if (known === undefined) {
      logger.error({ requestId: response.getHeader(REQUEST_ID_HEADER), err: error }, "request failed");
    }
    // The response is already complete, for example after a timeout.
    if (response.writableEnded) next();
    // An incomplete response must not look complete.
    else if (response.headersSent) response.destroy();
    else sendError(response, known ?? new ApiError(500, "internal_error", "The service failed to answer."));
  };
}
