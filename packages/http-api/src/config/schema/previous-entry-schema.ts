import { z } from "zod";
import { servicePath } from "./service-path";

/** What connects the VPC link to the tasks. */
export const integrationSchema = z.enum(["alb", "nlb", "cloud-map"]);

/** How requests reached a service until the deploy that changes it. */
export const previousEntrySchema = z
  .strictObject({
    integration: integrationSchema.optional().meta({
      description: "The previous `integration`.",
      absent: "as it is now",
    }),
    path: servicePath.optional().meta({
      description: "The previous `path`: its routes stay for this deploy.",
      absent: "as it is now",
      allowed:
        "as for `path`; for a service whose routes name their methods only with `api.autoDeploy: false`; not the path of another service",
    }),
    listenerRule: z.enum(["path", "header"]).optional().meta({
      description:
        "What the previous listener rule matches, for a change to or from [rules by header](api.md#nested-paths).",
      absent: "derived from the services with their previous entries",
      allowed: '`"path"`, `"header"`; for an entry by `"alb"` only',
    }),
  })
  .meta({
    description:
      "Keeps the service's previous entry for the one deploy that changes `integration`, `path` or the kind of its listener rule: the API moves over while both answer. Remove it with the next deploy ([Change how a service is entered](operations.md#change-how-a-service-is-entered)).",
    absent: "a change of entry interrupts the service",
  });

export type PreviousEntryConfig = z.output<typeof previousEntrySchema>;
