import type { ITerraformDependable } from "cdktf";
import type { SecurityGroup } from "./security-group";
import type { TargetMetrics } from "./target-alarms";
import type { TargetHealthCheck } from "./target-health-check";

/** What a load balancer needs to know to send requests to a service. */
export interface ServiceTargetProps {
  readonly serviceName: string;
  /** Port that the tasks listen on. */
  readonly port: number;
  readonly healthCheck: TargetHealthCheck;
  /** How long a deregistered task keeps its open requests. */
  readonly deregistrationDelaySeconds: number;
}

/** A place behind a load balancer, in which a service's tasks register. */
export interface ServiceTarget {
  readonly targetGroupArn: string;
  /** Where requests are counted for scaling; application load balancers only. */
  readonly resourceLabel?: string;
  /** Its names in CloudWatch. */
  readonly metrics: TargetMetrics;
  /** ECS refuses a target group that no listener uses yet, so the service waits for this. */
  readonly reachable: ITerraformDependable;
  /** The load balancer's group: the one that reaches the tasks. */
  readonly securityGroup: SecurityGroup;
}
