import { IncomingMessage, type Server, ServerResponse, createServer } from "node:http";
import type { Express } from "express";
import type { Logger } from "pino";
import { answerMalformed } from "./malformed-requests";

/** Difference of the headers timeout to the keep-alive timeout, so that an idle connection never reaches it. */
const HEADERS_AFTER_KEEP_ALIVE_MILLISECONDS = 1_000;

/**
 * An HTTP server with timeouts for use behind a load balancer, and JSON responses to invalid HTTP. The caller attaches the
 * app, as the last listener for requests.
 *
 * @param keepAliveMilliseconds idle timeout of connections; longer than the load balancer's
 * @param logger receives a line for each request that does not reach the app. @default no logging
 */
export function createHttpServer(app: Express, keepAliveMilliseconds: number, logger?: Logger): Server {
  const server = createServer({
    IncomingMessage: bornWith(IncomingMessage, app.request),
    ServerResponse: bornWith(ServerResponse, app.response),
    // The app refuses such requests, because Node's response has no body.
    requireHostHeader: false,
  });
  server.keepAliveTimeout = keepAliveMilliseconds;
  server.headersTimeout = keepAliveMilliseconds + HEADERS_AFTER_KEEP_ALIVE_MILLISECONDS;
  answerMalformed(server, logger);
  return server;
}

/**
 * The same class, whose instances are created with another prototype.
 *
 * Express sets its own prototype on every request and response. V8 no longer optimizes an object whose prototype has
 * changed, so everything that Node and Express do with it afterwards is slow. Setting the prototype that the object already
 * has costs nothing, and reduces the time of a request to about a third.
 */
function bornWith<C extends typeof IncomingMessage | typeof ServerResponse>(base: C, prototype: object): C {
  // Node's classes are functions, so they can initialize an object that another function has created.
  const fill = base as unknown as (this: object, ...args: unknown[]) => void;
  function Born(this: object, ...args: unknown[]): void {
    fill.apply(this, args);
  }
  Born.prototype = prototype;
  return Born as unknown as C;
}
