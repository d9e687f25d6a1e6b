import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folder, steps, workflows } from "./support/workflows";

test("every action is pinned by its commit, with its version beside it", () => {
  const uses = workflows.flatMap(({ text }) => [...text.matchAll(/uses: (.+)$/gm)].map(([, value = ""]) => value));
  const others = uses.filter((value) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(value));
  expect(others).toEqual(["./.github/workflows/deploy-environment.yml", "./.github/workflows/plan.yml"]);
});

test("no step's shell has an expression in it: a title or a branch's name would be run", () => {
  expect(steps.filter(({ step }) => step.run?.includes("${{")).map(({ where }) => where)).toEqual([]);
});

test("nothing that an author of a pull request names gets into a job: no title, no branch, no body", () => {
  const named =
    /github\.(?:head_ref|event\.(?:pull_request\.(?:title|body|head\.(?:ref|label))|head_commit|comment|issue))/;
  expect(workflows.filter(({ text }) => named.test(text)).map(({ file }) => file)).toEqual([]);
});

test("a role is assumed by reusable workflows of main, and by the schedule, alone; each asks for the token in that job", () => {
  const assuming = workflows.flatMap(({ file, jobs }) =>
    Object.entries(jobs)
      .filter(([, { steps: own = [] }]) => own.some(({ uses }) => uses?.startsWith("aws-actions/") === true))
      .map(([job, { permissions, environment }]) => [file, job, permissions?.["id-token"], environment]),
  );
  expect(assuming).toEqual([
    ["deploy-environment.yml", "plan", "write", undefined],
    ["deploy-environment.yml", "apply", "write", "${{ inputs.environment }}"],
    ["drift.yml", "drift", "write", undefined],
    ["plan.yml", "plan", "write", undefined],
  ]);
});

test("code of a pull request runs where there are no credentials", () => {
  const review = workflows.find(({ file }) => file === "review.yml");
  expect(review?.jobs["synthesize"]?.permissions).toEqual({ contents: "read" });
  const text = readFileSync(join(folder, "plan.yml"), "utf8");
  expect(text).toContain("ref: ${{ github.event.pull_request.base.sha }}");
  expect(text).not.toMatch(/secrets\.|head\.(sha|ref)\b(?!.*IS_FORK)/);
});

test("packages with an install script are those of docs/dependencies.md, which work without it", () => {
  const root = join(folder, "../..");
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
  };
  const scripted = Object.entries(packages).flatMap(([place, { hasInstallScript }]) =>
    hasInstallScript === true ? [place.split("node_modules/").at(-1) ?? ""] : [],
  );
  const [, below = ""] = readFileSync(join(root, "docs/dependencies.md"), "utf8").split("a test checks this list:");
  const [list = ""] = below.trim().split("\n\n");
  const listed = [...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  expect([...new Set(scripted)].sort()).toEqual(listed.sort());
});

test("no package runs a script of its own while a workflow installs it", () => {
  const installs = steps.flatMap(({ step }) => /npm (?:ci|install)\b.*/.exec(step.run ?? "")?.[0] ?? []);
  expect(installs).not.toEqual([]);
  const ci = readFileSync(join(folder, "../../.ci/run"), "utf8").match(/^npm (?:ci|install)\b.*$/gm) ?? [];
  expect([...installs, ...ci].filter((install) => install !== "npm ci --ignore-scripts")).toEqual([]);
});
