import { Annotations, Aspects, type IAspect, type TerraformStack } from "cdktf";
import type { PolicyRule } from "./policy-rule";
import { excuses, type PolicyException } from "./policy-exception";
import { PolicyError } from "./policy-error";
import { RuleAspect } from "./rule-aspect";
import { RULES } from "./rules";
import { formatViolation, type Violation } from "./violation";

/**
 * The rules for an app's stacks, and the exceptions from them.
 *
 * The rules are Aspects of every stack. CDKTF writes one stack after the other, and its CLI only reports error
 * annotations. So the validation of the first stack checks all of them, and throws an error with every violation: that ends
 * the synthesis, however it is run, before anything is written.
 */
export class Policy {
  private readonly stacks = new Set<TerraformStack>();
  private readonly aspects: readonly IAspect[];
  private readonly violations = new Map<string, Violation>();
  private isChecked = false;

  constructor(
    private readonly exceptions: readonly PolicyException[] = [],
    rules: readonly PolicyRule[] = RULES,
  ) {
    this.aspects = rules.map(
      (rule) =>
        new RuleAspect(rule, (violation) => {
          this.violations.set(formatViolation(violation), violation);
        }),
    );
  }

  /** Applies the rules to a stack. */
  guard(stack: TerraformStack): void {
    this.stacks.add(stack);
    for (const aspect of this.aspects) Aspects.of(stack).add(aspect);
    stack.node.addValidation({
      validate: () => {
        this.check();
        return [];
      },
    });
  }

  /** @throws PolicyError when a stack breaks a rule without an exception, or an exception excuses nothing */
  check(): void {
    if (!this.isChecked) this.visitAll();
    const found = [...this.violations.values()];
    const broken = found.filter((violation) => !this.exceptions.some((exception) => excuses(exception, violation)));
    const idle = this.exceptions.filter((exception) => !found.some((violation) => excuses(exception, violation)));
    const lines = [
      ...broken.map(formatViolation),
      ...idle.map(
        ({ source, rule, path }) => `${source}: excuses nothing: nothing at ${path} breaks ${rule}; remove it`,
      ),
    ];
    if (lines.length > 0) throw new PolicyError(lines);
  }

  /** What the exceptions excuse, one line per violation. */
  get excused(): readonly string[] {
    return [...this.violations.values()].flatMap((violation) => {
      const exception = this.exceptions.find((candidate) => excuses(candidate, violation));
      return exception
        ? [`${violation.path}: ${violation.rule.name}: ${violation.what}; excepted: ${exception.reason}`]
        : [];
    });
  }

  private visitAll(): void {
    this.isChecked = true;
    for (const stack of this.stacks) {
      for (const node of stack.node.findAll()) for (const aspect of this.aspects) aspect.visit(node);
    }
    for (const stack of this.stacks) {
      // Of an app's annotations, the CLI shows warnings only.
      const own = this.excused.filter((line) => line.startsWith(`${stack.node.id}/`));
      for (const line of own) Annotations.of(stack).addWarning(line);
      // A comment in the JSON, for reviewers; Terraform ignores what is under "//".
      if (own.length > 0) stack.addOverride("//.policyExceptions", own);
    }
  }
}
