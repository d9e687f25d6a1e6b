import type { RuleName } from "./rule-names";
import type { SynthesizedResource } from "./synthesized-resource";

/** One thing that no stack may have, judged by the synthesized JSON and not by the code that made it. */
export interface PolicyRule {
  /** Name of the rule in exceptions and docs/policy.md. */
  readonly name: RuleName;
  /** What to do about a violation, as the end of a sentence. */
  readonly remedy: string;
  /** Terraform types that the rule checks. @default every resource */
  readonly types?: readonly string[];
  /** What is wrong with a resource, one text per problem; empty where nothing is. */
  readonly violations: (resource: SynthesizedResource) => readonly string[];
}
