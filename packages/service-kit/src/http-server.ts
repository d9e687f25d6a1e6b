import { IncomingMessage, type Server, ServerResponse, createServer } from "node:http";
import type { Duplex } from "node:stream";
import type { Express } from "express";
import { ApiError } from "./api-error";

/** How much longer than keep-alive headers may take, so that an idle connection never runs into it. */
const HEADERS_AFTER_KEEP_ALIVE_MILLISECONDS = 1_000;

/**
 * An HTTP server with timeouts that suit a load balancer in front, and JSON answers to what is not HTTP. The app is
 * still to be attached, as its last listener for requests.
 *
 * @param keepAliveMilliseconds how long a connection may be idle; longer than the load balancer allows
 */
export function createHttpServer(app: Express, keepAliveMilliseconds: number): Server {
  const server = createServer({
    IncomingMessage: bornWith(IncomingMessage, app.request),
    ServerResponse: bornWith(ServerResponse, app.response),
  });
  server.keepAliveTimeout = keepAliveMilliseconds;
  server.headersTimeout = keepAliveMilliseconds + HEADERS_AFTER_KEEP_ALIVE_MILLISECONDS;
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    answerMalformed(error, socket);
  });
  return server;
}

/**
 * The same class, but what it makes has another prototype from birth.
 *
 * Express gives every request and response its own prototype when it gets them. An object whose prototype changes is
 * one that V8 no longer optimizes, so everything that Node and Express do with it afterwards is slow; giving it the
 * prototype that it has already costs nothing. A request takes about a third of the time this way.
 */
function bornWith<C extends typeof IncomingMessage | typeof ServerResponse>(base: C, prototype: object): C {
  // Node's own are functions, which can fill an object that another one made.
  const fill = base as unknown as (this: object, ...args: unknown[]) => void;
  function Born(this: object, ...args: unknown[]): void {
    fill.apply(this, args);
  }
  Born.prototype = prototype;
  return Born as unknown as C;
}

/** Node's own answer to a request it cannot parse has no body; this one is like all the others. */
function answerMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = malformed(error.code);
  const text = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      "Connection: close",
      "Content-Type: application/json; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(text)}`,
      "",
      text,
    ].join("\r\n"),
  );
}

function malformed(code: string | undefined): { status: string; body: ApiError["body"] } {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return {
        status: "431 Request Header Fields Too Large",
        body: new ApiError(431, "headers_too_large", "The request line and headers are too large.").body,
      };
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return {
        status: "408 Request Timeout",
        body: new ApiError(408, "timeout", "The request was not received in time.").body,
      };
    default:
      return {
        status: "400 Bad Request",
        body: new ApiError(400, "bad_request", "The request is not valid HTTP.").body,
      };
  }
}
