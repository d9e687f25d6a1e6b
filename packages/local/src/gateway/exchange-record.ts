import type { Exchange } from "./exchange";
import { type Hop, hopsOf } from "./hops";

/** A finished exchange, for the page's list of requests and for tests. */
export interface ExchangeRecord {
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** `undefined` where no route matched. */
  readonly routeKey: string | undefined;
  /** `undefined` where the client left before the answer. */
  readonly status: number | undefined;
  /** What it passed before the API or the load balancer, an endpoint first; empty where clients call the API directly. */
  readonly entry: readonly string[];
  /** Listener, rule and target group that the request took; empty where it did not get that far. */
  readonly via: readonly string[];
  /** Id of the target, e.g. `book-service/2`. */
  readonly target: string | undefined;
  readonly integrationStatus: number | undefined;
  /** Milliseconds. */
  readonly integrationLatency: number | undefined;
  /** Milliseconds. */
  readonly responseLatency: number | undefined;
  readonly responseLength: number;
  /** The first error: the authorizer's, the integration's, or the message of a refusal. */
  readonly error: string | undefined;
  /** Why the gateway or the load balancer answered instead of the task; `undefined` where the task answered. */
  readonly reason: string | undefined;
  /** The time spent in each part of the request's path, from the outside in. */
  readonly hops: readonly Hop[];
}

/** @param ended when the exchange ended, by `performance.now()` */
export function exchangeRecord(exchange: Exchange, ended: number): ExchangeRecord {
  const { moments, entry, via, viaKind, target } = exchange;
  return {
    requestId: exchange.requestId,
    startedAt: exchange.startedAt,
    method: exchange.method,
    path: exchange.path,
    query: exchange.query,
    routeKey: exchange.routeKey,
    status: exchange.status,
    entry,
    via,
    target,
    integrationStatus: exchange.integrationStatus,
    integrationLatency: exchange.integrationLatency,
    responseLatency: exchange.responseLatency,
    responseLength: exchange.responseLength,
    error: exchange.authorizerError ?? exchange.integrationError ?? exchange.errorMessage,
    reason: exchange.reason,
    hops: hopsOf({ moments, entry, via, viaKind, target, ended }),
  };
}
