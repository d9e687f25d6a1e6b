import type { TargetHealthCheck } from "./target-health-check";

/** What decides how long a service's rollout takes, in seconds. */
export interface RolloutTimes {
  /** How long a starting task may fail its health checks. */
  readonly graceSeconds: number;
  readonly healthCheck: Pick<TargetHealthCheck, "intervalSeconds" | "healthyThreshold" | "unhealthyThreshold">;
  /** How long a deregistered task keeps its open requests before it gets SIGTERM; 0 without a load balancer. */
  readonly drainSeconds: number;
  readonly stopTimeoutSeconds: number;
}

/** Time that Fargate needs to start a task: its network interface, its image. */
const START_SECONDS = 120;
/** Consecutive tasks that ECS lets fail, one after the other where one is desired [ECS, "Deployment circuit breaker"]. */
const FAILING_TASKS = 3;
/** How long the AWS provider waits for a service by default. */
const DEFAULT_MINUTES = 20;

/**
 * Minutes for which a load balancer may see unhealthy tasks before the alarm that rolls a rollout back: longer than a task
 * that starts within its grace period counts as unhealthy.
 */
export function unhealthyMinutes(
  graceSeconds: number,
  { intervalSeconds, unhealthyThreshold }: Pick<TargetHealthCheck, "intervalSeconds" | "unhealthyThreshold">,
): number {
  return Math.max(3, Math.ceil((graceSeconds + intervalSeconds * unhealthyThreshold + 60) / 60));
}

/**
 * How long Terraform waits for a rollout, as `timeouts` of an ECS service: until the last task that ECS tries has failed,
 * and the service is rolled back and drained, so that the postcondition reports the failure, and not a timeout.
 *
 * @returns times above the provider's default of 20 minutes, in steps of 5; nothing where the default is enough
 */
export function waitTimes(times: RolloutTimes): {
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
} {
  const { graceSeconds, healthCheck, drainSeconds, stopTimeoutSeconds } = times;
  const { intervalSeconds, healthyThreshold, unhealthyThreshold } = healthCheck;
  const judged = graceSeconds + intervalSeconds * Math.max(healthyThreshold, unhealthyThreshold);
  const drained = drainSeconds + stopTimeoutSeconds;
  // After the last task has started, ECS watches the alarms for as long as their evaluation takes.
  const watched = 60 * Math.max(5, unhealthyMinutes(graceSeconds, healthCheck));
  const rollout = FAILING_TASKS * (START_SECONDS + judged) + 2 * drained + watched;
  return {
    ...beyondDefault(rollout, (minutes) => ({ create: minutes, update: minutes })),
    ...beyondDefault(drained + 300, (minutes) => ({ delete: minutes })),
  };
}

function beyondDefault<T>(seconds: number, timeouts: (minutes: string) => T): T | undefined {
  const minutes = 5 * Math.ceil(seconds / 300);
  return minutes <= DEFAULT_MINUTES ? undefined : timeouts(`${String(minutes)}m`);
}
