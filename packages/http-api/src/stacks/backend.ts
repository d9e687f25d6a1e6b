/** The target through which the gateway reaches a service. */
export interface Backend {
  readonly kind: "alb" | "nlb" | "cloud-map";
  /** ARN of a listener or of a Cloud Map service. */
  readonly uri: string;
  /** Name in the listener's certificate. @default plain HTTP */
  readonly serverName?: string;
}
