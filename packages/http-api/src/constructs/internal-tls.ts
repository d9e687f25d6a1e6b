/** Encryption between the gateway and a load balancer. */
export interface InternalTls {
  readonly certificateArn: string;
  /** Name that the gateway expects in the certificate. */
  readonly serverName: string;
  /** Protocols and ciphers, by the name of AWS's policy. */
  readonly securityPolicy: string;
}

/** TLS 1.3, and 1.2 for clients that lack it. */
export const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";
