/** What CloudWatch calls an API and its answers [API Gateway Developer Guide, "Monitor HTTP APIs" and "REST API metrics"]. */
export interface ApiMetrics {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly clientErrors: string;
  readonly serverErrors: string;
}

/** Metrics of an HTTP API, by its id. */
export function httpApiMetrics(apiId: string): ApiMetrics {
  return { dimensions: { ApiId: apiId }, clientErrors: "4xx", serverErrors: "5xx" };
}

/** Metrics of a REST API, by its name. */
export function restApiMetrics(apiName: string): ApiMetrics {
  return { dimensions: { ApiName: apiName }, clientErrors: "4XXError", serverErrors: "5XXError" };
}
