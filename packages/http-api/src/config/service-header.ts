/** Header by which the load balancer chooses a service where the gateway's route decides, and not the path. */
export const SERVICE_HEADER = "x-http-api-service";
