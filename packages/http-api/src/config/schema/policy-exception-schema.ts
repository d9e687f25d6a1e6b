import { z } from "zod";
import { RULE_NAMES } from "../../policies/rule-names";

const why = "say in one sentence, for reviewers, why the rule does not apply here";

/** A resource that may break a rule of docs/policy.md in one environment. */
export const policyExceptionSchema = z.strictObject({
  rule: z.enum(RULE_NAMES).meta({ description: "Name of the rule.", allowed: "those of [policy.md](policy.md)" }),
  path: z
    .string()
    .regex(/^[\w-]+(?:\/[\w.-]+)*\/(?:[\w.-]+|\*)$/, {
      error:
        'give the path that the refusal names, like "dev-http-api/api/routes/health/path", or one that ends in "/*"',
    })
    .meta({
      description: "Path of the construct, as in the refusal; `/*` at the end covers everything below.",
      allowed: "a path in a stack of the environment",
      examples: ["dev-http-api/api/Routes/*", "dev-fargate-vpc-link/Services/*"],
    }),
  reason: z
    .string({ error: ({ input }) => (input === undefined ? `is missing; ${why}` : undefined) })
    .refine((text) => text.trim().length >= 10, { error: why })
    .meta({ description: "Why the rule does not apply here.", allowed: "10 characters or more" }),
});
