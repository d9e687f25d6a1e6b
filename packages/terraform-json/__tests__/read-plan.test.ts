import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parsePlan, readPlanFile } from "@private-http-api/terraform-json";

const HOW = "write it with `terraform show -json <planfile> > plan.json`";

describe("a plan that cannot be read is refused in one line", () => {
  const plan = JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: [],
    configuration: {},
  });
  it.each([
    ["cut off", plan.slice(0, 60), `p.json: is cut off or damaged JSON (60 characters); ${HOW}`],
    ["no JSON", "Terraform will perform", `p.json: is not JSON (22 characters); ${HOW}`],
    ["other JSON", `{"a":1}`, `p.json: is not a Terraform plan (no "format_version"); ${HOW}`],
    [
      "a state",
      `{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`,
      `p.json: is a state, not a plan (none of resource_changes, planned_values, configuration is in it); ${HOW}`,
    ],
    [
      "a later major version",
      `{"format_version":"2.0","terraform_version":"2.1.0","resource_changes":[]}`,
      "p.json: plan format 2.0 of Terraform 2.1.0; read are plans of Terraform 1.x (format 1.x), so plan again with one of those",
    ],
    [
      "an earlier major version",
      `{"format_version":"0.1","terraform_version":"0.14.11","resource_changes":[]}`,
      "p.json: plan format 0.1 of Terraform 0.14.11; read are plans of Terraform 1.x (format 1.x), so plan again with one of those",
    ],
    [
      "half a plan",
      `{"format_version":"1.2","resource_changes":[{"address":"aws_vpc.a"}]}`,
      `p.json: is not a whole Terraform plan (resource_changes.0.mode: Invalid input: expected string, received undefined); ${HOW}`,
    ],
    [
      "a failed run",
      `{"format_version":"1.2","errored":true,"resource_changes":[]}`,
      "p.json: is the plan of a run that failed and is not whole; plan again without errors",
    ],
  ])("%s", (_, text, message) => {
    expect(() => parsePlan(text, "p.json")).toThrow(message);
    expect(message).not.toContain("\n");
  });

  it("reads a later minor version and keys it does not know", () => {
    expect(parsePlan(`{"format_version":"1.9","novelty":true,"resource_changes":[]}`, "p").format_version).toBe("1.9");
  });

  it("tells a saved plan and a missing file", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "read-plan-"));
    const file = path.join(folder, "saved");
    writeFileSync(file, "PK\u0003\u0004");
    try {
      expect(() => readPlanFile(file)).toThrow(`${file}: is a saved plan, not its JSON; ${HOW}`);
      expect(() => readPlanFile(path.join(folder, "none"))).toThrow(
        /none: cannot be read \(ENOENT.*\); give the path of a plan/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
