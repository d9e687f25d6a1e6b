import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { temporaryFolder } from "@private-http-api/test-support";

test.each<[string, readonly string[], (folder: string) => string]>([
  [
    "a project without a synth output",
    ["--no-synth"],
    (folder) =>
      `${folder}/cdktf.out/manifest.json does not exist; \`npm run synth\` writes it (or start without --no-synth).\n`,
  ],
  [
    "an unknown option",
    ["--environmnt", "dev"],
    () => "npm run openapi: unknown option '--environmnt' (Did you mean --environment?)\n",
  ],
])("%s is reported in one line", (_, args, line) => {
  const cwd = temporaryFolder();
  const cli = ["--require", require.resolve("tsx/cjs"), resolve(__dirname, "../../src/cli.ts")];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...cli, ...args], { cwd, encoding: "utf8" });
  expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: "", stderr: line(cwd) });
});
