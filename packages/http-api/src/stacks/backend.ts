/** Where the gateway reaches a service. */
export interface Backend {
  readonly kind: "alb" | "nlb" | "cloud-map";
  /** ARN of a listener or of a Cloud Map service. */
  readonly uri: string;
  /** Name that the listener's certificate carries. @default plain HTTP */
  readonly serverName?: string;
}
