/** Header by which the load balancer chooses a service whose path was taken off. */
export const SERVICE_HEADER = "x-http-api-service";
