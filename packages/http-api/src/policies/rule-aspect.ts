import { TerraformResource, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import type { PolicyRule } from "./policy-rule";
import { SynthesizedResource } from "./synthesized-resource";
import type { Violation } from "./violation";

/** An Aspect that checks every resource it visits against one rule and reports violations. */
export class RuleAspect implements IAspect {
  constructor(
    private readonly rule: PolicyRule,
    private readonly report: (violation: Violation) => void,
  ) {}

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node)) return;
    if (this.rule.types && !this.rule.types.includes(node.terraformResourceType)) return;
    const resource = new SynthesizedResource(node);
    for (const what of this.rule.violations(resource)) {
      this.report({ rule: this.rule, path: resource.path, what });
    }
  }
}
