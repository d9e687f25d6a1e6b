/** The target through which the gateway reaches a service. */
export interface Backend {
  readonly kind: "alb" | "nlb" | "cloud-map";
  /** ARN of a listener or of a Cloud Map service. */
  readonly uri: string;
  /** Name in the listener's certificate. @default plain HTTP */
  readonly serverName?: string;
  /** The load balancer behind a listener, as REST APIs name it. @default none: no application load balancer */
  readonly balancer?: { readonly arn: string; readonly dnsName: string };
}
