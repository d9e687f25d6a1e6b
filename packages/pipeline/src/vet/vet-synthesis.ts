import type { SynthesizedStack } from "@private-http-api/terraform-json";
import * as rules from "./rules";
import { trustedFacts } from "./trusted";

/**
 * Whether synthesized JSON may be planned with credentials, although the code that wrote it has not been reviewed.
 *
 * @param untrusted stacks of the pull request
 * @param base stacks of the base branch
 * @returns one line per refusal; empty if a plan reads only what the base branch's plan reads
 */
export function vetSynthesis(
  untrusted: readonly SynthesizedStack[],
  base: readonly SynthesizedStack[],
): readonly string[] {
  const trusted = trustedFacts(base);
  return untrusted.flatMap((stack) =>
    Object.values(rules).flatMap((rule) => rule(stack, trusted).map((message) => `${stack.name}: ${message}`)),
  );
}
