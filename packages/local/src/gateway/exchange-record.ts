import type { Exchange } from "./exchange";

/** A finished exchange, for the page of last requests and the tests. */
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
  /** The first of what went wrong: a refusal, the authorizer's reason, the integration's error. */
  readonly error: string | undefined;
}

export function exchangeRecord(exchange: Exchange): ExchangeRecord {
  return {
    requestId: exchange.requestId,
    startedAt: exchange.startedAt,
    method: exchange.method,
    path: exchange.path,
    query: exchange.query,
    routeKey: exchange.routeKey,
    status: exchange.status,
    via: exchange.via,
    target: exchange.target,
    integrationStatus: exchange.integrationStatus,
    integrationLatency: exchange.integrationLatency,
    responseLatency: exchange.responseLatency,
    responseLength: exchange.responseLength,
    error: exchange.authorizerError ?? exchange.integrationError ?? exchange.errorMessage,
  };
}
