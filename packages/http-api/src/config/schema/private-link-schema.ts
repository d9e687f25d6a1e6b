import { z } from "zod";
import { region } from "./names";

/** Who may connect to an endpoint service: an account, or a role or user of one [AWS PrivateLink Guide, "Manage permissions"]. */
const principal = z
  .string()
  .regex(/^(?:\d{12}|arn:aws[a-z-]*:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@/-]{1,512}))$/, {
    error:
      'give the id of an account, like "333333333333", or the ARN of a role or user; "*" would let every AWS account request a connection',
  })
  .meta({
    allowed: "ids of accounts, ARNs of roles and users; not `*`",
    examples: ["333333333333", "arn:aws:iam::333333333333:role/shop-consumer"],
  });

/** Services that other accounts and VPCs reach through interface endpoints, bypassing the API. */
export const privateLinkSchema = z
  .strictObject({
    allow: z
      .array(principal)
      .min(1, { error: "is empty; name at least one account, role or user" })
      .meta({ description: "Who may create an endpoint to the services: accounts, roles, users." }),
    services: z
      .array(z.string())
      .min(1, { error: "is empty; name at least one service" })
      .meta({
        description: "Services that the endpoint leads to.",
        allowed: 'services with integration `"alb"`, without `stripPrefix`, with `privateLink.bypassesAuthorization`',
        examples: [["book-service"], ["author-service"]],
      }),
    acceptance: z.enum(["automatic", "manual"]).default("manual").meta({
      description: "Whether someone in this account must accept each endpoint before it carries traffic.",
    }),
    supportedRegions: z.array(region).default([]).meta({
      description: "Other Regions from which consumers may connect.",
      absent: "only the environment's own",
    }),
  })
  .meta({ description: "[PrivateLink](access.md#other-accounts-by-privatelink) to some of the services." });
