import type { ErrorRequestHandler } from "express";
import type { Logger } from "pino";
import { ApiError, malformedPath, sendError } from "./api-error";
import { REQUEST_ID_HEADER } from "./request-log";

/** What Express and its body parser attach to the errors that a client caused. */
interface HttpErrorLike {
  readonly status: number;
  readonly type?: unknown;
  readonly limit?: unknown;
}

/**
 * Whether Express, or what it is made of, says that the client caused it: `expose` is http-errors' word for that. A status
 * alone says nothing: errors of HTTP clients have one too, which is the answer of another service to this one.
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

/** Whether the router could not decode a parameter of the path; a URIError of a handler's own has no status. */
function isMalformedPath(error: unknown): boolean {
  return error instanceof URIError && "status" in error && error.status === 400;
}

/** The error as the client sees it; the framework's own messages are not passed on, they may quote its internals. */
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

/** Last in the chain: every error that was thrown or passed on leaves as JSON; the unexpected ones are logged. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const known = toApiError(error);
    if (known === undefined) {
      logger.error({ requestId: response.getHeader(REQUEST_ID_HEADER), err: error }, "request failed");
    }
    // Late: the answer is whole already, by the timeout for one. There is nothing to add.
    if (response.writableEnded) next();
    // Half an answer must not look like a whole one.
    else if (response.headersSent) response.destroy();
    else sendError(response, known ?? new ApiError(500, "internal_error", "The service failed to answer."));
  };
}
