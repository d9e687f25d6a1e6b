import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { namesOfFiles } from "../src/plan/names-of-files";
import { Redactor } from "../src/plan/redact";
import { exitCodeOf, reviewPlans } from "../src/review";
import { fromPlanFiles } from "../src/sources";
import { stackPlanOf } from "../src/plan/from-plan";
import type { JsonObject } from "@private-http-api/terraform-json";
import { planOf, type BuiltChange } from "./plan-builder";

it("names plans by their files, with as many folders as tell them apart", () => {
  expect(namesOfFiles(["a/plan.json"])).toEqual(["plan"]);
  expect(namesOfFiles(["a/plan.json", "b/plan.json", "-"])).toEqual(["a/plan", "b/plan", "standard input"]);
  expect(namesOfFiles(["x/dev/plan.json", "y/dev/plan.json", "x/prod/plan.json"])).toEqual([
    "x/dev/plan",
    "y/dev/plan",
    "prod/plan",
  ]);
});

describe("files", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sources-"));
  const plan = JSON.stringify({ format_version: "1.2", resource_changes: [] });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("two of one name in different folders are two stacks; one given twice is refused", () => {
    for (const name of ["a", "b"]) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, "plan.json"), plan);
    }
    const files = ["a", "b"].map((name) => path.join(folder, name, "plan.json"));
    expect(fromPlanFiles(files, new Redactor()).plans.map(({ stack }) => stack)).toEqual(["a/plan", "b/plan"]);
    const [first = ""] = files;
    expect(() => fromPlanFiles([first, path.relative(process.cwd(), first)], new Redactor())).toThrow(
      /is given twice; give each plan once$/,
    );
  });

  it("a saved plan outside an initialized folder is refused in one line", () => {
    const file = path.join(folder, "saved");
    writeFileSync(file, "PK\u0003\u0004");
    expect(() => fromPlanFiles([file], new Redactor())).toThrow(
      `${file}: is a saved plan, and no initialized Terraform folder is here to show it; run this in the folder that it was made in`,
    );
  });
});

describe("what happens is never called no change", () => {
  function verdictOf(changes: readonly BuiltChange[], rest: JsonObject = {}) {
    const redactor = new Redactor();
    const plans = [stackPlanOf({ stack: "s", plan: planOf(changes, rest), redactor })];
    const { review } = reviewPlans({ subject: "s", basis: "plan", plans, redactor });
    return { line: review.verdict.line, code: exitCodeOf(review) };
  }
  const same = { bucket: "a" };
  it.each<readonly [string, readonly BuiltChange[], JsonObject, string, number]>([
    [
      "an import",
      [{ address: "aws_s3_bucket.a", before: same, after: same, importing: { id: "a" } }],
      {},
      "1 to import",
      2,
    ],
    ["forgetting", [{ address: "aws_s3_bucket.a", actions: ["forget"], before: same }], {}, "1 to forget", 2],
    [
      "an action that changes nothing known",
      [{ address: "aws_vpc.a", actions: ["mend"], before: same, after: same }],
      {},
      "unknown action (aws_vpc.a)",
      2,
    ],
    ["an action", [], { action_invocations: [{ address: "action.aws_lambda_invoke.a" }] }, "1 action to invoke", 2],
    [
      "an action put off",
      [],
      { deferred_action_invocations: [{ reason: "x", action_invocation: { address: "action.b.c" } }] },
      "1 action left for a later apply",
      2,
    ],
    [
      "a check alone",
      [],
      { checks: [{ address: { to_display: "check.a" }, status: "error" }] },
      "Nothing to change; 1 check fails (check.a).",
      0,
    ],
  ])("%s", (_, changes, rest, text, code) => {
    const { line, code: found } = verdictOf(changes, rest);
    expect(line).toContain(text);
    expect(line).not.toContain("No change");
    expect(found).toBe(code);
  });

  it("and what is only announced does not go", () => {
    const vpc = { address: "aws_vpc.a", mode: "managed", type: "aws_vpc", name: "a", change: { actions: ["create"] } };
    const { line } = verdictOf([], { deferred_changes: [{ reason: "x", resource_change: vpc }] });
    expect(line).toContain("left for a later apply (aws_vpc.a): 1 not checked for danger (aws_vpc.a)");
    const stop = verdictOf([], { action_invocations: [{ address: "action.aws_ec2_stop_instance.a" }] });
    expect(stop.line).toContain("1 interrupts traffic");
    expect(stop.line).not.toContain("not checked for danger");
  });

  it("ephemeral resources and data that is read change nothing", () => {
    expect(verdictOf([{ address: "data.aws_region.r", actions: ["read"], after: { name: "x" } }]).line).toBe(
      "No change.",
    );
  });
});
