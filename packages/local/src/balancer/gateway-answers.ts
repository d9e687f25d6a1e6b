import type { BackendResponse } from "../gateway/backend";

/**
 * How long API Gateway keeps idle connections to Cloud Map instances, and through a Network Load Balancer, in
 * milliseconds: unknown. 60 s is the default of the Application Load Balancer, for which the services here are made.
 */
export const GATEWAY_KEPT_MILLISECONDS = 60_000;

/**
 * What API Gateway answers when a Network Load Balancer resets the connection or Cloud Map has no instance: neither
 * speaks HTTP, so the gateway itself reports that the integration failed.
 */
export function serviceUnavailable(): BackendResponse {
  const body = JSON.stringify({ message: "Service Unavailable" });
  return {
    status: 503,
    headers: { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) },
    body,
  };
}
