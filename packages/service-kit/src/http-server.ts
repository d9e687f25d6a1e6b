import { IncomingMessage, type Server, ServerResponse, createServer } from "node:http";
import type { Express } from "express";
import type { Logger } from "pino";
import { answerMalformed } from "./malformed-requests";

/** How much longer than keep-alive headers may take, so that an idle connection never runs into it. */
const HEADERS_AFTER_KEEP_ALIVE_MILLISECONDS = 1_000;

/**
 * An HTTP server with timeouts that suit a load balancer in front, and JSON answers to what is not HTTP. The app is
 * still to be attached, as its last listener for requests.
 *
 * @param keepAliveMilliseconds how long a connection may be idle; longer than the load balancer allows
 * @param logger gets a line for each request that never reaches the app. @default no logging
 */
export function createHttpServer(app: Express, keepAliveMilliseconds: number, logger?: Logger): Server {
  const server = createServer({
    IncomingMessage: bornWith(IncomingMessage, app.request),
    ServerResponse: bornWith(ServerResponse, app.response),
    // Node's own refusal has no body; the app's has one.
    requireHostHeader: false,
  });
  server.keepAliveTimeout = keepAliveMilliseconds;
  server.headersTimeout = keepAliveMilliseconds + HEADERS_AFTER_KEEP_ALIVE_MILLISECONDS;
  answerMalformed(server, logger);
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
