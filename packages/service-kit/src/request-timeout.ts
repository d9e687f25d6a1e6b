import type { RequestHandler } from "express";
import { ApiError, sendError } from "./api-error";

/**
 * Ends an exchange that takes too long: with 408 if the client is still sending, with 503 if the handler is still working.
 * A response that has begun is cut off.
 */
export function requestTimeout(milliseconds: number): RequestHandler {
  const seconds = milliseconds / 1000;
  return (request, response, next) => {
    const timer = setTimeout(() => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      // The connection cannot be reused, because the client may still send and the handler may still write.
      response.setHeader("connection", "close");
      sendError(
        response,
        request.complete
          ? new ApiError(503, "timeout", `The request was not answered within ${seconds} s. Try again later.`)
          : new ApiError(408, "timeout", `The request was not received whole within ${seconds} s.`),
      );
    }, milliseconds);
    response.once("close", () => {
      clearTimeout(timer);
    });
    next();
  };
}
