import type { RuleName } from "./rule-names";
import type { SynthesizedResource } from "./synthesized-resource";

/** One thing that no stack may have, judged by what is synthesized and not by how it was written. */
export interface PolicyRule {
  /** What exceptions and docs/policy.md call the rule. */
  readonly name: RuleName;
  /** What to do about a violation, as the end of a sentence. */
  readonly remedy: string;
  /** Terraform types that the rule looks at. @default every resource */
  readonly types?: readonly string[];
  /** What is wrong with a resource, one text for each thing; empty where it is right. */
  readonly violations: (resource: SynthesizedResource) => readonly string[];
}
