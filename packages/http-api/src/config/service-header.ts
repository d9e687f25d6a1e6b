/** Header by which the load balancer chooses a service that its route decides, and not its path. */
export const SERVICE_HEADER = "x-http-api-service";
