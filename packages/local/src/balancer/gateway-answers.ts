import type { BackendResponse } from "../gateway/backend";

/**
 * What API Gateway answers when a Network Load Balancer resets the connection or Cloud Map knows no instance: neither
 * speaks HTTP, so the gateway itself says that the integration failed.
 */
export function serviceUnavailable(): BackendResponse {
  const body = JSON.stringify({ message: "Service Unavailable" });
  return {
    status: 503,
    headers: { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) },
    body,
  };
}
