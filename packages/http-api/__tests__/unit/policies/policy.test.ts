import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { App, TerraformStack, Testing } from "cdktf";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Policy } from "../../../src/policies/policy";
import type { PolicyException } from "../../../src/policies/policy-exception";
import { logRetention } from "../../../src/policies/rules/log-retention";
import { guardedStack, linesOf } from "@private-http-api/test-support";

function endless(stack: TerraformStack) {
  return new CloudwatchLogGroup(stack, "logs", {});
}
const line = "sample/logs: log-retention: keeps its events forever (retention_in_days); set retention_in_days";
function exception(settings: Partial<PolicyException> = {}): PolicyException {
  return {
    rule: "log-retention",
    path: "sample/logs",
    reason: "an audit wants them all",
    source: "environments.dev.policyExceptions[0]",
    ...settings,
  };
}
const rules = [logRetention];

describe("a policy", () => {
  test("ends the synthesis before anything is written, with what is wrong in every stack", () => {
    const outdir = mkdtempSync(join(tmpdir(), "policy-"));
    try {
      const app = new App({ outdir, stackTraces: false });
      const policy = new Policy([], rules);
      for (const id of ["one", "two"]) {
        const stack = new TerraformStack(app, id);
        policy.guard(stack);
        endless(stack);
      }
      expect(() => {
        app.synth();
      }).toThrow([line.replace("sample", "one"), line.replace("sample", "two")].join("\n"));
      expect(existsSync(join(outdir, "stacks", "one", "cdk.tf.json"))).toBe(false);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  test("lets an exception through, and shows it with its reason in the output and in the JSON", () => {
    const { stack, policy } = guardedStack(endless, { rules, exceptions: [exception()] });
    Testing.synth(stack, true);
    const json = stack.toTerraform() as { "//": { policyExceptions: string[] } };
    const shown =
      "sample/logs: log-retention: keeps its events forever (retention_in_days); excepted: an audit wants them all";
    expect(policy.excused).toEqual([shown]);
    expect(json["//"].policyExceptions).toEqual([shown]);
  });

  test("takes an exception for everything below a path", () => {
    expect(linesOf(guardedStack(endless, { rules, exceptions: [exception({ path: "sample/*" })] }))).toEqual([]);
  });

  test.each([
    ["another path", { path: "sample/log" }],
    ["another rule", { rule: "no-public-ip" as const }],
  ])("refuses an exception for %s, beside what it does not excuse", (_what, settings) => {
    const given = exception(settings);
    expect(linesOf(guardedStack(endless, { rules, exceptions: [given] }))).toEqual([
      line,
      `environments.dev.policyExceptions[0]: excuses nothing: nothing at ${given.path} breaks ${given.rule}; remove it`,
    ]);
  });
});
