import { z } from "zod";
import type { Json } from "../json";

/** Any JSON: the provider defines a resource's attributes. */
const json = z.custom<Json>(() => true);

const change = z.object({
  actions: z.array(z.string()),
  before: json.optional(),
  after: json.optional(),
  after_unknown: json.optional(),
  before_sensitive: json.optional(),
  after_sensitive: json.optional(),
  /** The resource exists, and Terraform starts to manage it. */
  importing: json.optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
});

/** Some versions and tools write `null` where others omit the key. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (!Object.values(value).includes(null)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}

/** The address of an entry that has none, from its parts: some tools leave it out. */
function withAddress(value: unknown): unknown {
  const entry = withoutNulls(value);
  if (typeof entry !== "object" || entry === null || "address" in entry) return entry;
  const { module_address, mode, type, name, index } = entry as Readonly<Record<string, unknown>>;
  if (typeof type !== "string" || typeof name !== "string") return entry;
  const key = index === undefined ? "" : `[${JSON.stringify(index)}]`;
  const module = typeof module_address === "string" ? [module_address] : [];
  const address = [...module, ...(mode === "data" ? ["data"] : []), type, `${name}${key}`].join(".");
  return { ...entry, address };
}

/** Nothing is done to what drifted, so an entry that does not say what it is still says that something drifted. */
function withAnyAddress(value: unknown): unknown {
  const entry = withAddress(value);
  if (typeof entry !== "object" || entry === null) return entry;
  return { address: NO_ADDRESS, mode: "managed", type: "", name: "", ...entry };
}

/** In place of the address of an entry that neither has one nor the parts of one. */
const NO_ADDRESS = "(resource without an address)";

const resourceFields = z.object({
  address: z.string(),
  previous_address: z.string().optional(),
  module_address: z.string().optional(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  deposed: z.string().optional(),
  action_reason: z.string().optional(),
  change,
});

const resourceChange = z.preprocess(withAddress, resourceFields);
const driftedResource = z.preprocess(withAnyAddress, resourceFields);

/** A list of entries most of which are as Terraform writes them. Those are taken as they are, which is much faster. */
function manyOf(schema: typeof resourceChange) {
  return z.array(z.unknown()).transform((entries, context) =>
    entries.map((entry, at) => {
      if (isAsWritten(entry)) return entry;
      const parsed = schema.safeParse(entry);
      if (parsed.success) return parsed.data;
      for (const { message, path } of parsed.error.issues) {
        context.addIssue({ code: "custom", message, path: [at, ...path] });
      }
      return z.NEVER;
    }),
  );
}

const TEXTS = ["address", "mode", "type", "name"];
const OPTIONAL_TEXTS = ["previous_address", "module_address", "deposed", "action_reason"];

/** Whether the schema lets an entry pass unchanged; `false` where a glance does not tell. */
function isAsWritten(value: unknown): value is z.infer<typeof resourceFields> {
  if (typeof value !== "object" || value === null) return false;
  const entry = value as Readonly<Record<string, unknown>>;
  const { actions, replace_paths } = (entry["change"] ?? {}) as Readonly<Record<string, unknown>>;
  return (
    TEXTS.every((key) => typeof entry[key] === "string") &&
    OPTIONAL_TEXTS.every((key) => entry[key] === undefined || typeof entry[key] === "string") &&
    Array.isArray(actions) &&
    actions.every((action) => typeof action === "string") &&
    replace_paths === undefined
  );
}

/** An action that the apply invokes (since Terraform 1.14). */
const actionInvocation = z.preprocess(withoutNulls, z.object({ address: z.string(), type: z.string().optional() }));

const check = z.object({
  address: z.preprocess(withoutNulls, z.object({ to_display: z.string().optional() })),
  status: z.string(),
  instances: json.optional(),
});

/**
 * The part of `terraform show -json` that a review reads: formats 0.1 to 1.x
 * (https://developer.hashicorp.com/terraform/internals/json-format). Other keys are ignored, as that page asks.
 */
export const planSchema = z.preprocess(
  withoutNulls,
  z.object({
    format_version: z.string(),
    terraform_version: z.string().optional(),
    errored: z.boolean().optional(),
    /** `false`: another plan and apply must follow. */
    complete: z.boolean().optional(),
    resource_changes: manyOf(resourceChange).optional(),
    resource_drift: manyOf(driftedResource).optional(),
    /** Changes that this apply defers to a later one. */
    deferred_changes: z.array(z.object({ reason: z.string().optional(), resource_change: resourceChange })).optional(),
    action_invocations: z.array(actionInvocation).optional(),
    deferred_action_invocations: z
      .array(z.object({ reason: z.string().optional(), action_invocation: actionInvocation }))
      .optional(),
    checks: z.array(check).optional(),
    output_changes: z.record(z.string(), change).optional(),
    configuration: json.optional(),
    /** The values after the apply, without those known after apply. */
    planned_values: json.optional(),
    /** The state before the apply, including the data sources that were read. */
    prior_state: json.optional(),
    variables: z.record(z.string(), z.object({ value: json.optional() })).optional(),
  }),
);

export type Plan = z.infer<typeof planSchema>;
export type PlannedChange = z.infer<typeof resourceChange>;
export type OutputChange = z.infer<typeof change>;
