import { Annotations, Aspects, type IAspect, type TerraformStack } from "cdktf";
import type { PolicyRule } from "./policy-rule";
import { excuses, type PolicyException } from "./policy-exception";
import { PolicyError } from "./policy-error";
import { RuleAspect } from "./rule-aspect";
import { RULES } from "./rules";
import { formatViolation, type Violation } from "./violation";

/**
 * The rules that an app's stacks are held to, and the exceptions from them.
 *
 * The rules are Aspects of every stack. CDKTF writes one stack after the other and its CLI only reports error
 * annotations, so the first stack that is written has the rules look at all of them, and a thrown error
 * ends the synthesis, however it is run, before anything is written and with every violation.
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

  /** Holds a stack to the rules. */
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
        ({ source, rule, path }) => `${source}: excuses nothing: no ${rule} is broken at ${path}; take it away`,
      ),
    ];
    if (lines.length > 0) throw new PolicyError(lines);
  }

  /** What the exceptions excuse, one line for each violation. */
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
      // The CLI shows warnings, and nothing else that an app says.
      const own = this.excused.filter((line) => line.startsWith(`${stack.node.id}/`));
      for (const line of own) Annotations.of(stack).addWarning(line);
      // A comment in the JSON that is reviewed; Terraform reads none of what is under "//".
      if (own.length > 0) stack.addOverride("//.policyExceptions", own);
    }
  }
}
