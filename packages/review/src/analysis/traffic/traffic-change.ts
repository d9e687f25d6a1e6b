/** A row of what requests find. */
export interface TrafficChange {
  /** `~` is a change of what stays. */
  readonly change: "+" | "-" | "~";
  readonly stack: string;
  /** `route`: of an HTTP or REST API; `rule`: of a load balancer's listener; `service`: of an ECS service. */
  readonly kind: "route" | "rule" | "service";
  /** The route key, the listener with the rule's conditions, or the service. */
  readonly subject: string;
  /** What of it: `destination`, `authorization`, `routes`, `priority`, `image`, `cpu`, `entry`, `environment LOG_LEVEL`. */
  readonly attribute: string;
  /** Empty where there was nothing. */
  readonly before: string;
  /** Empty where there is nothing left. */
  readonly after: string;
}
