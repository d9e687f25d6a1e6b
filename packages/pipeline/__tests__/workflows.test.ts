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

test("code of a pull request runs where there are no credentials", () => {
  const review = workflows.find(({ file }) => file === "review.yml");
  expect(review?.jobs["synthesize"]?.permissions).toEqual({ contents: "read" });
  const text = readFileSync(join(folder, "plan.yml"), "utf8");
  expect(text).toContain("ref: ${{ github.event.pull_request.base.sha }}");
  expect(text).not.toMatch(/secrets\.|head\.(sha|ref)\b(?!.*IS_FORK)/);
});

test("no package runs a script of its own while a workflow installs it", () => {
  const installs = steps.flatMap(({ step }) => /npm (?:ci|install)\b.*/.exec(step.run ?? "")?.[0] ?? []);
  expect(installs).not.toEqual([]);
  expect(installs.filter((install) => install !== "npm ci --ignore-scripts")).toEqual([]);
});
