import { type IncomingMessage, STATUS_CODES, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { ApiError, sendError } from "./api-error";

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers with JSON, and logs, requests that Node refuses before the app receives them: Node's responses have no body. */
export function answerMalformed(server: Server, logger: Logger | undefined): void {
  /** The current exchange of a connection. */
  const open = new WeakMap<Duplex, Exchange>();
  server.on("request", (request, response) => {
    const { socket } = request;
    open.set(socket, { request, response });
    response.once("close", () => {
      if (open.get(socket)?.response === response) open.delete(socket);
    });
  });
  server.on("checkExpectation", (_request, response) => {
    const error = new ApiError(417, "expectation_failed", "The only expectation that is met is 100-continue.");
    log(logger, error, undefined);
    sendError(response, error);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    const refusal = refusalOf(error.code);
    log(logger, refusal, error.code);
    const exchange = open.get(socket);
    // An error after a complete request, or during its response, must not write into that response.
    if (exchange === undefined || !(exchange.request.complete || exchange.response.headersSent)) send(socket, refusal);
    else closeAfter(exchange.response, socket);
  });
}

function log(logger: Logger | undefined, { status, message }: ApiError, code: string | undefined): void {
  logger?.warn({ status, code }, `request refused: ${message}`);
}

function send(socket: Duplex, { status, body }: ApiError): void {
  const text = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
      "Connection: close",
      "Content-Type: application/json; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(text)}`,
      "",
      text,
    ].join("\r\n"),
  );
}

function closeAfter(response: ServerResponse, socket: Duplex): void {
  if (!response.headersSent) response.setHeader("connection", "close");
  if (response.writableFinished) socket.end();
  else
    response.once("close", () => {
      socket.end();
    });
}

function refusalOf(code: string | undefined): ApiError {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return new ApiError(431, "headers_too_large", "The request line and headers are too large.");
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new ApiError(408, "timeout", "The request was not received in time.");
    default:
      return new ApiError(400, "bad_request", "The request is not valid HTTP.");
  }
}
