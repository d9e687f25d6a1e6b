import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { requestIdOf } from "./request-id";

/** Response header with the request's id; it is set before any other handler runs. */
export const REQUEST_ID_HEADER = "x-request-id";

/**
 * Gives every request an id, returns it as `x-request-id`, and logs one line at the end of the exchange.
 *
 * Only the path is logged, because query strings may contain confidential data. A successful health check is logged at
 * debug level, which is off, because load balancers send several per minute.
 */
export function requestLog(logger: Logger, healthPath: string): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const requestId = requestIdOf(request.headers);
    const { method, path } = request;
    response.setHeader(REQUEST_ID_HEADER, requestId);
    response.once("close", () => {
      const status = response.statusCode;
      const line = {
        requestId,
        method,
        path,
        status,
        milliseconds: Math.round((performance.now() - startedAt) * 100) / 100,
        // Only if the client disconnected or the response was cut off.
        aborted: response.writableFinished ? undefined : true,
      };
      if (path === healthPath && status === 200) logger.debug(line, "request");
      else logger.info(line, "request");
    });
    next();
  };
}
