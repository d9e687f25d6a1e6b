import { z } from "zod";

/** The HTTP API in front of the services. */
export const apiSchema = z.strictObject({
  /**
   * `services`: every service has its routes, and a path that no service has ends at the gateway. `proxy`: everything
   * goes to the load balancer, which chooses by its rules.
   */
  routing: z.enum(["services", "proxy"]).default("services"),
  /** How long the gateway waits for a service; AWS's limit is 30. */
  integrationTimeoutSeconds: z.int().min(1).max(30).default(29),
});

export type ApiConfig = z.output<typeof apiSchema>;
