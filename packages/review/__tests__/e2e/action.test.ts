import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { planOf } from "../plan-builder";

const action = path.join(__dirname, "../..");

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly id?: string; readonly env: Record<string, string>; readonly run: string }[];
  };
}

const { inputs, runs } = parse(readFileSync(path.join(action, "action.yml"), "utf8")) as Action;
const step = runs.steps.find(({ id }) => id === "review");

describe("the GitHub Action", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "review action-"));
    const gone = planOf([{ address: "aws_db_instance.a", before: { id: "a" } }]);
    const tag = planOf([{ address: "aws_vpc.a", before: { tags: {} }, after: { tags: { a: "b" } } }]);
    for (const [name, plan] of Object.entries({ "the gone": gone, tag }))
      writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ ...plan, configuration: {} }));
    writeFileSync(path.join(folder, "policy.json"), '{ "requireApproval": ["any-change"] }');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** The step as a runner runs it: inputs in the environment, files for what it says. */
  function run(given: Readonly<Record<string, string>>) {
    const variables: Record<string, string> = {};
    for (const [name, expression] of Object.entries(step?.env ?? {})) {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1];
      variables[name] = input === undefined ? action : (given[input] ?? inputs[input]?.default ?? "");
    }
    const files = { GITHUB_OUTPUT: path.join(folder, "output"), GITHUB_STEP_SUMMARY: path.join(folder, "summary") };
    for (const file of Object.values(files)) writeFileSync(file, "");
    const { status, stdout } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? ""], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], RUNNER_TEMP: folder, GITHUB_ACTION: "review", ...files, ...variables },
    });
    const [output, summary] = Object.values(files).map((file) => readFileSync(file, "utf8"));
    return { status, stdout, output, summary };
  }

  it("fails where approval is needed, with the review in the summary", () => {
    const { status, stdout, output, summary } = run({ plan: "tag.json\n\nthe gone.json\n" });
    expect(status).toBe(4);
    expect(stdout).toContain("::error title=Plan review::The change needs approval (exit code 4)");
    expect(output).toBe(`exit-code=4\nreview=${path.join(folder, "plan-review-review.md")}\n`);
    expect(summary).toContain("aws_db_instance.a");
  });

  it("goes on where it is told to, by the policy file that it is given", () => {
    const { status, output } = run({ plan: "tag.json", policy: "policy.json", fail: "false" });
    expect([status, output?.split("\n")[0]]).toEqual([0, "exit-code=3"]);
  });

  it("fails where there is no plan", () => {
    expect(run({ plan: "no.json", fail: "false" })).toMatchObject({ status: 1, output: "", summary: "" });
  });
});
