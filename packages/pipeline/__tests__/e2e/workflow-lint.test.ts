import { resolve } from "node:path";
import { tryRun } from "@private-http-api/cli-kit";
import { describeWith, progress, workflowLinters } from "@private-http-api/test-support";

const project = resolve(__dirname, "../../../..");

describeWith(["workflow-linters"], "the workflows", () => {
  test("are right for actionlint", async () => {
    const { actionlint } = await workflowLinters({ env: process.env, progress });
    expect(await tryRun(actionlint, ["-oneline"], { cwd: project, env: process.env })).toMatchObject({
      stdout: "",
      exitCode: 0,
    });
  });

  test("have nothing that zizmor finds and .github/zizmor.yml does not explain", async () => {
    const { zizmor } = await workflowLinters({ env: process.env, progress });
    const args = ["--offline", "--no-progress", "--format", "plain", "."];
    const found = await tryRun(zizmor, args, { cwd: project, env: process.env });
    expect(found).toMatchObject({ stdout: expect.stringContaining("No findings to report") as unknown, exitCode: 0 });
  });
});
