import { z } from "zod";
import type { Json } from "../json";

/** Any JSON: what a resource's attributes are is the provider's matter. */
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

const resourceChange = z.object({
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

/**
 * The part of `terraform show -json` that a review reads: format 1.x
 * (https://developer.hashicorp.com/terraform/internals/json-format). Other keys are ignored, as that page asks.
 */
export const planSchema = z.object({
  format_version: z.string(),
  terraform_version: z.string().optional(),
  errored: z.boolean().optional(),
  resource_changes: z.array(resourceChange).optional(),
  resource_drift: z.array(resourceChange).optional(),
  output_changes: z.record(z.string(), change).optional(),
  configuration: json.optional(),
  /** What was there before, with the data sources that were read. */
  prior_state: json.optional(),
  variables: z.record(z.string(), z.object({ value: json.optional() })).optional(),
});

export type Plan = z.infer<typeof planSchema>;
export type PlannedChange = z.infer<typeof resourceChange>;
export type OutputChange = z.infer<typeof change>;
