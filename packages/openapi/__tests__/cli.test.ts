import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, renameSync } from "node:fs";
import { join, resolve } from "node:path";
import { configOf, service, synthOutputOf, temporaryFolder } from "@private-http-api/test-support";

const root = resolve(__dirname, "../../..");

function project(): string {
  const folder = temporaryFolder();
  const config = configOf({ carts: service("/carts") });
  const environments = { ...config.environments, prod: { account: "222222222222", region: "eu-west-1" } };
  cpSync(synthOutputOf({ ...config, environments }), join(folder, "cdktf.out"), { recursive: true });
  return folder;
}

function openapi(cwd: string, ...args: readonly string[]) {
  return openapiWith({}, cwd, ...args);
}

function openapiWith(variables: Readonly<Record<string, string>>, cwd: string, ...args: readonly string[]) {
  const tsx = require.resolve("tsx/cjs");
  const all = ["--require", tsx, join(root, "packages/openapi/src/cli.ts"), "--no-synth", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...variables },
  });
  return { status, stdout, stderr };
}

test("writes a document beside the JSON of every environment, and says where", () => {
  const cwd = project();
  const files = ["dev", "prod"].map((name) => `cdktf.out/stacks/${name}-http-api/openapi.json`);
  expect(openapi(cwd)).toEqual({ status: 0, stdout: files.map((file) => `${file}\n`).join(""), stderr: "" });
  const [dev, prod] = files.map((file) => JSON.parse(readFileSync(join(cwd, file), "utf8")) as { info: object });
  expect(dev?.info).toMatchObject({ title: "shop-dev" });
  expect(prod?.info).toMatchObject({ title: "shop-prod" });
});

test("one environment can be asked for, one that is not there is a problem of one line", () => {
  const cwd = project();
  expect(openapi(cwd, "--environment", "prod").stdout).toBe("cdktf.out/stacks/prod-http-api/openapi.json\n");
  expect(openapi(cwd, "--environment", "test")).toEqual({
    status: 1,
    stdout: "",
    stderr: `--environment test is not in ${cwd}/cdktf.out; there are dev, prod.\n`,
  });
});

test("a project without a synth output is a problem of one line", () => {
  const cwd = temporaryFolder();
  expect(openapi(cwd)).toEqual({
    status: 1,
    stdout: "",
    stderr: `${cwd}/cdktf.out/manifest.json is not there; \`npm run synth\` writes it (or start without --no-synth).\n`,
  });
});

test("the folder that CDKTF_OUTDIR names is read, as the synth writes it", () => {
  const cwd = project();
  renameSync(join(cwd, "cdktf.out"), join(cwd, "elsewhere"));
  expect(openapiWith({ CDKTF_OUTDIR: "elsewhere" }, cwd, "--environment", "dev")).toEqual({
    status: 0,
    stdout: "elsewhere/stacks/dev-http-api/openapi.json\n",
    stderr: "",
  });
});

test("an option that there is not is a problem of one line", () => {
  const { status, stderr } = openapi(temporaryFolder(), "--environmnt", "dev");
  expect(status).toBe(1);
  expect(stderr).toBe("npm run openapi: unknown option '--environmnt' (Did you mean --environment?)\n");
});
