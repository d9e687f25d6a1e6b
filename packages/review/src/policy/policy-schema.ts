import { z } from "zod";
import { APPROVALS } from "../analysis/approval";
import { assumptionsSchema } from "../prices/assumptions";

/** An object without other keys; the message of a problem is what to give in its place. */
function object<T extends z.core.$ZodLooseShape>(shape: T, what: string) {
  const keys = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: ({ code }) => (code === "unrecognized_keys" ? `one of the keys ${keys}` : what),
  });
}

function text(what: string) {
  return z.string(what).trim().min(1, what);
}

function choice<const T extends readonly string[]>(values: T) {
  return z.enum(values, `one of ${values.join(", ")}`);
}

function listOf<T extends z.core.SomeType>(entry: T, what: string) {
  return z.array(entry, what);
}

const FINGERPRINT = "the 16 hexadecimal digits that the review shows";
const DAY = "a day of the calendar, such as 2027-01-31";

const accepted = object(
  {
    fingerprint: z
      .string(FINGERPRINT)
      .regex(/^[0-9a-f]{16}$/, FINGERPRINT)
      .describe("The finding's fingerprint, as every format of the review shows it"),
    reason: text("a reason").describe("Why it is right; shown beside the finding"),
    expires: z.iso.date(DAY).describe("The last day (UTC) on which it counts"),
  },
  "an object with fingerprint, reason and expires",
);

const critical = object(
  {
    type: text("a resource type").optional().describe("A resource type"),
    address: text("an address").optional().describe("Addresses; * stands for any characters: module.ledger.*"),
    holds: choice(["data", "traffic"]).describe("What is lost with it"),
  },
  "an object with holds, and a type or an address",
).refine(({ type, address }) => (type === undefined) !== (address === undefined), "a type or an address, one of them");

/** The names and limits of `--assume`, none of them filled in. */
const assumptions = object(
  Object.fromEntries(
    Object.entries(assumptionsSchema.shape).map(([name, number]) => [name, number.unwrap().exactOptional()]),
  ) as { [K in keyof typeof assumptionsSchema.shape]: z.ZodExactOptional<z.ZodNumber> },
  "an object of numbers",
);

/** The policy file of a review, `review.config.json`: all of it is optional. */
export const policySchema = object(
  {
    $schema: z.string("the path of the JSON Schema").optional(),
    accepted: listOf(accepted, "a list")
      .default([])
      .describe("Findings that ask for no approval. They are still shown, with the reason"),
    critical: listOf(critical, "a list")
      .default([])
      .describe("Resources whose removal is a danger, whatever else is known of their types"),
    requireApproval: z
      .union([z.literal("never"), listOf(choice(APPROVALS), "a list")], `"never", or a list of ${APPROVALS.join(", ")}`)
      .optional()
      .describe("What asks for approval, where --require-approval says nothing else. Default: danger, outside"),
    assumptions: assumptions.default({}).describe("A month's traffic for the cost, where --assume says nothing else"),
    stateBuckets: listOf(text("the name of a bucket"), "a list")
      .default([])
      .describe("Names of S3 buckets that hold Terraform states, beyond those that the plans name"),
  },
  "an object",
);

/** What a policy file says, defaults filled in. */
export type ReviewPolicy = Readonly<z.output<typeof policySchema>>;

export type Acceptance = Readonly<ReviewPolicy["accepted"][number]>;
export type Critical = Readonly<ReviewPolicy["critical"][number]>;

/** The policy file's JSON Schema, for editors. */
export function policyJsonSchema(): unknown {
  return z.toJSONSchema(policySchema, { io: "input" });
}
