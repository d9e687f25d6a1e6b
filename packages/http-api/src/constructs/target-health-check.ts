/** How a load balancer checks that a task is healthy. */
export interface TargetHealthCheck {
  readonly path: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** Status codes that count as healthy, e.g. `200-299`. */
  readonly matcher: string;
}

/** The same as the `health_check` block of a target group; HTTP behind both kinds of load balancer. */
export function healthCheckBlock(check: TargetHealthCheck) {
  return {
    enabled: true,
    protocol: "HTTP",
    path: check.path,
    port: "traffic-port",
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    healthyThreshold: check.healthyThreshold,
    unhealthyThreshold: check.unhealthyThreshold,
    matcher: check.matcher,
  };
}
