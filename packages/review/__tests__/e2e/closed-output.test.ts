import { spawnSync } from "node:child_process";
import path from "node:path";

test("a review whose reader leaves says nothing of it", () => {
  const review = `node --require tsx/cjs packages/review/src/cli.ts --plan "$PLAN" --format html`;
  // What reads the output ends before the review writes, as `| head` does.
  const script = `exec 3> >(exit 0); sleep 0.2; ${review} >&3`;
  const PLAN = path.join(__dirname, "../cases/plans/30-real-modules.json");
  const cwd = path.join(__dirname, "../../../..");
  const { stderr } = spawnSync("bash", ["-c", script], { cwd, encoding: "utf8", env: { ...process.env, PLAN } });
  expect(stderr).toBe("");
});
