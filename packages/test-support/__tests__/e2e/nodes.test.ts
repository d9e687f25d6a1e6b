import path from "node:path";
import { nodeRelease, OTHER_NODES } from "@private-http-api/emulator";
import { run } from "@private-http-api/cli-kit";
import { progress } from "../../src/progress";
import { environmentOf, fixtureConfigFiles, synthesizeWith, type Toolchain } from "../../src/toolchains";

jest.setTimeout(300_000);

const project = path.resolve(__dirname, "../../../..");
const files = fixtureConfigFiles();

describe.each(OTHER_NODES)("Node %s", (version) => {
  let other: Toolchain;
  beforeAll(async () => {
    other = { project, nodeFolder: await nodeRelease(version, { env: process.env, progress }) };
  });

  test.each(Object.entries(files))("%s: synthesizes the same bytes", async (_name, file) => {
    const [here, there] = await Promise.all([synthesizeWith({ project }, file), synthesizeWith(other, file)]);
    expect(there).toEqual(here);
  });

  test("type-checks, and bundles the services", async () => {
    const options = { cwd: project, env: environmentOf(other) };
    await run("node", ["node_modules/typescript/bin/tsc", "--noEmit"], options);
    await run("node", ["packages/service-tools/src/bundle.mjs"], options);
  });

  test("runs the services' and the gateway's tests", async () => {
    const jest = ["node_modules/jest/bin/jest.js", "packages/service-kit", "packages/local/__tests__/gateway"];
    const options = { cwd: project, env: { ...environmentOf(other), TEST_TALLY: "" } };
    await run("node", [...jest, "--selectProjects", "unit"], options);
  });
});
