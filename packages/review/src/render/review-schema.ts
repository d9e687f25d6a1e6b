import { z } from "zod";
import { APPROVALS } from "../analysis/approval";
import { FATES } from "../analysis/resources";
import { QUESTIONS } from "../analysis/coverage/coverage";
import { DANGER_LEVELS } from "../analysis/danger/level";
import { CIRCLES } from "../analysis/who";
import { EVENT_KINDS } from "../plan/plan-events";
import { assumptionsSchema } from "../prices/assumptions";

const sign = z.enum(["+", "-"]);
const texts = z.array(z.string());
const count = z.int().min(0);
const dollars = z.number();
const who = z.enum(CIRCLES).describe("Who gains; of interest where it broadens");
const administrator = z
  .boolean()
  .describe("Whether what is gained is everything, a whole service, or the right to take more");

/** What the policy says to a finding. */
const judged = {
  fingerprint: z
    .string()
    .describe("The same in every review that finds the same; for `accepted` of review.config.json"),
  asks: z.boolean().describe("Whether it needs approval by the policy"),
  accepted: z.string().optional().describe("Why the policy file accepts it; not there where it does not"),
};

/** The JSON format of a review. Fields are added, never changed or taken away, while `schemaVersion` is 1. */
export const reviewSchema = z.strictObject({
  schemaVersion: z.literal(1),
  subject: z.string().describe("What was reviewed: an environment, or files"),
  basis: z
    .enum(["plan", "synthesized"])
    .describe("synthesized: JSON compared without Terraform; replacements are updates"),
  verdict: z.strictObject({
    line: z.string(),
    changes: z.boolean(),
    broadens: z.boolean().describe("More access by IAM or by the network"),
    needsApproval: z.boolean().describe("Whether the change needs approval by the policy"),
    approvals: z.array(z.enum(APPROVALS)).describe("What needs approval by the policy"),
    never: z.boolean().describe("Terraform's states would be lost: no approval makes it right"),
    answers: z
      .record(z.enum(QUESTIONS), z.enum(["no", "yes", "not judged"]))
      .describe("Whether there is danger, more access, another cost"),
    stacks: z.array(
      z.strictObject({
        stack: z.string(),
        create: count,
        update: count,
        replace: count,
        destroy: count,
        noOp: count,
        outputs: count.describe("Outputs that change"),
        moved: count.describe("Resources that only get another address"),
        forgotten: count.describe("Resources that Terraform stops managing"),
        imported: count.describe("Resources that exist and that Terraform starts to manage"),
        notes: texts,
      }),
    ),
  }),
  ownAccounts: texts.describe(
    "Numbers of the accounts that the plans work in; none where no plan tells, and then `another account` may be this one",
  ),
  resources: z
    .array(
      z.strictObject({
        stack: z.string(),
        address: z.string(),
        type: z.string(),
        fate: z.enum(FATES),
        attributes: texts.describe("Attributes that change; numbers and switches with their values"),
        notes: texts,
      }),
    )
    .describe("Every resource that is acted on"),
  outputs: z.record(z.string(), texts).describe("Names of changed outputs, by stack"),
  danger: z.array(
    z.strictObject({
      stack: z.string(),
      address: z.string(),
      what: z.enum(["replaced", "destroyed", "protection off", "changed"]),
      holds: z.enum(["data", "traffic", "protection"]),
      level: z.enum(DANGER_LEVELS),
      approval: z.boolean().describe("Whether a human should say yes to it first"),
      never: z.boolean().describe("Terraform's states would be lost with it"),
      because: z.string().describe("The attribute that forces it, or Terraform's reason"),
      downtime: z.string().describe("What to expect"),
      ...judged,
    }),
  ),
  iam: z.array(
    z.strictObject({
      change: sign,
      stack: z.string(),
      address: z.string().describe("The resource that says it"),
      kind: z.enum(["trust", "inline", "managed", "resource", "boundary", "attachment"]),
      owner: z.string().describe("What the policy belongs to"),
      effect: z.enum(["Allow", "Deny"]),
      action: texts,
      resource: texts,
      principal: texts,
      condition: texts,
      broadens: z.boolean(),
      ...judged,
      who,
      administrator,
    }),
  ),
  network: z.array(
    z.strictObject({
      change: sign,
      stack: z.string(),
      address: z.string().describe("The resource that states the rule"),
      group: z.string(),
      direction: z.enum(["ingress", "egress"]),
      protocol: z.string(),
      ports: z.string().describe("443, 8080-8090 or all"),
      peer: z.string(),
      broadens: z.boolean(),
      ...judged,
      who,
    }),
  ),
  exposure: z.array(
    z.strictObject({
      change: sign,
      stack: z.string(),
      address: z.string(),
      what: z.string(),
      broadens: z.boolean(),
      ...judged,
      who,
      administrator,
    }),
  ),
  permissions: z
    .array(
      z.strictObject({
        stack: z.string(),
        address: z.string(),
        attribute: z.string().describe("The attribute that names the role"),
        role: z.string(),
        before: texts.describe("One per statement or attached policy, of identity policies that the plans show"),
        after: texts,
        administrator,
      }),
    )
    .describe("What workloads may do, where that changes"),
  traffic: z.array(
    z.strictObject({
      change: z.enum(["+", "-", "~"]),
      stack: z.string(),
      kind: z.enum(["route", "rule", "service"]),
      subject: z.string(),
      attribute: z.string().describe("all: the whole subject comes or goes"),
      before: z.string(),
      after: z.string(),
    }),
  ),
  cost: z.strictObject({
    region: z.string(),
    regionFactor: z.number().describe("Against us-east-1"),
    assumptions: assumptionsSchema,
    before: dollars.describe("US dollars per month"),
    after: dollars,
    lines: z.array(
      z.strictObject({
        stack: z.string(),
        address: z.string(),
        type: z.string(),
        how: z.string().describe("What the estimate is made from"),
        before: dollars,
        after: dollars,
      }),
    ),
    alternatives: z.array(z.strictObject({ name: z.string(), usdDifference: dollars })),
    unpriced: texts.describe("Resource types that cost money and are not in the price table"),
    unpricedChanges: z.boolean().describe("Whether one of them comes, goes or changes"),
  }),
  drift: z.array(
    z.strictObject({
      stack: z.string(),
      address: z.string(),
      what: z.enum(["changed", "deleted"]),
      attributes: z.array(z.strictObject({ attribute: z.string(), before: z.string(), after: z.string() })),
    }),
  ),
  quotas: z
    .array(
      z.strictObject({
        quota: z.string().describe("`routes per API`"),
        use: count,
        limit: count,
        of: z.string().describe("What uses most, where there are several"),
        raise: z.string().describe("Key of `quotas` in the config for a raised quota; empty where AWS raises none"),
      }),
    )
    .describe("Quotas of AWS of which more than 80 % are used, by the environment's config"),
  notJudged: z
    .array(
      z.strictObject({
        question: z.enum(QUESTIONS),
        stack: z.string(),
        address: z.string(),
        type: z.string(),
        attributes: texts.describe("Attributes that nothing reads; none where the whole type is not known"),
        ...judged,
      }),
    )
    .describe("What changes and was not looked at"),
  events: z
    .array(
      z.strictObject({
        kind: z.enum(EVENT_KINDS),
        stack: z.string(),
        address: z.string().describe("The action, resource or check; empty where it is the whole plan"),
        type: z.string(),
        what: z.string(),
      }),
    )
    .describe("What the plans report besides changes to resources"),
  idleAcceptances: z
    .array(
      z.strictObject({
        fingerprint: z.string(),
        reason: z.string(),
        expires: z.string(),
        state: z.enum(["expired", "matches nothing", "never acceptable"]),
      }),
    )
    .describe("What the policy file accepts in vain"),
});

/** The same as a JSON Schema. */
export function reviewJsonSchema(): unknown {
  return z.toJSONSchema(reviewSchema, { io: "output" });
}
