import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing, type App } from "cdktf";
import { join } from "node:path";
import { Policy, PolicyError, type PolicyException, type PolicyRule, RULES } from "@private-http-api/http-api";

/** A stack `sample` that is checked against a policy. */
export interface GuardedStack {
  readonly app: App;
  readonly stack: TerraformStack;
  readonly policy: Policy;
}

/** @param fill adds resources to the stack */
export function guardedStack(
  fill: (stack: TerraformStack) => void,
  options: { rules?: readonly PolicyRule[]; exceptions?: readonly PolicyException[]; tags?: object } = {},
): GuardedStack {
  const app = Testing.app({ outdir: join(process.cwd(), "cdktf.out"), stackTraces: false });
  const stack = new TerraformStack(app, "sample");
  new AwsProvider(stack, "aws", {
    region: "us-west-2",
    ...(options.tags ? { defaultTags: [{ tags: { ...options.tags } }] } : {}),
  });
  const policy = new Policy(options.exceptions ?? [], options.rules ?? RULES);
  policy.guard(stack);
  fill(stack);
  return { app, stack, policy };
}

/** Lines of the policy's error when the stack is synthesized; none if it passes. */
export function linesOf({ stack }: GuardedStack): readonly string[] {
  try {
    Testing.synth(stack, true);
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.lines;
    throw error;
  }
}
