import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { requestIdOf } from "./request-id";

/** Response header that carries the request's id; every response has it before any other handler runs. */
export const REQUEST_ID_HEADER = "x-request-id";

/**
 * Gives every request an id, returns it as `x-request-id`, and logs one line when the exchange has ended.
 *
 * Only the path is logged: query strings carry what should not be kept. A health check that passes is logged at
 * debug level, which is off: load balancers ask several times a minute, and these lines have no reader.
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
        // Absent unless it happened: the client left, or the answer broke off.
        aborted: response.writableFinished ? undefined : true,
      };
      if (path === healthPath && status === 200) logger.debug(line, "request");
      else logger.info(line, "request");
    });
    next();
  };
}
