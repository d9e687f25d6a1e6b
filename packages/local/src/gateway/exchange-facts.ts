import type { IncomingHttpHeaders } from "node:http";

/** What is known about one request and its answer; parameter mappings and the access log read it. */
export interface ExchangeFacts {
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly method: string;
  /** As it was sent, with a named stage's prefix, without the query string. */
  readonly path: string;
  /** Without the stage's prefix: what routes match. */
  readonly routePath: string;
  /** Without the question mark. */
  readonly query: string;
  /** `HTTP/1.1`. */
  readonly protocol: string;
  readonly headers: IncomingHttpHeaders;
  readonly sourceIp: string;
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Present once a route is chosen. */
  readonly routeKey?: string | undefined;
  /** Claims of a verified token. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** The context that a Lambda authorizer returned. */
  readonly authorizerContext?: Readonly<Record<string, unknown>> | undefined;
  readonly authorizerError?: string | undefined;
  /** Message of a refusal by the gateway itself. */
  readonly errorMessage?: string | undefined;
  readonly integrationError?: string | undefined;
  readonly integrationStatus?: number | undefined;
  /** Milliseconds from the request to the first byte of the integration's answer. */
  readonly integrationLatency?: number | undefined;
  /** The whole body, where a mapping or a function needs it. */
  readonly requestBody?: Buffer | undefined;
  readonly status?: number | undefined;
  /** Bytes of the answer's body. */
  readonly responseLength?: number | undefined;
  /** Milliseconds. */
  readonly responseLatency?: number | undefined;
}
