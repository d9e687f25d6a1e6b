import path from "node:path";
import { nodeRelease, OTHER_NODES } from "@private-http-api/emulator";
import { run } from "@private-http-api/cli-kit";
import { BOOKSTORE } from "../../src/bookstore-folder";
import { copyRepository } from "../../src/copy-repository";
import { NpmStart } from "../../src/npm-start";
import { progress } from "../../src/progress";
import { temporaryFolder } from "../../src/temporary-folder";
import { environmentOf, fixtureConfigFiles, synthesizeWith, type Toolchain } from "../../src/toolchains";

const project = path.resolve(__dirname, "../../../..");
const files = fixtureConfigFiles();
const here = new Map<string, ReturnType<typeof synthesizeWith>>();

/** What the Node that runs the tests synthesizes of a file, once for all others. */
function synthesizedHere(file: string): ReturnType<typeof synthesizeWith> {
  const made = here.get(file) ?? synthesizeWith({ project }, file);
  here.set(file, made);
  return made;
}

describe.each(OTHER_NODES)("Node %s", (version) => {
  let other: Toolchain;
  beforeAll(async () => {
    other = { project, nodeFolder: await nodeRelease(version, { env: process.env, progress }) };
  });

  test.each(Object.entries(files))("%s: synthesizes the same bytes", async (_name, file) => {
    const [expected, there] = await Promise.all([synthesizedHere(file), synthesizeWith(other, file)]);
    expect(there).toEqual(expected);
  });

  test("bundles the services", async () => {
    await run("node", ["packages/service-tools/src/bundle.mjs"], { cwd: project, env: environmentOf(other) });
  });

  test("serves the API with npm start", async () => {
    const copy = temporaryFolder();
    copyRepository(copy, { services: path.join(BOOKSTORE, "services") });
    const config = path.join(BOOKSTORE, "http-api.config.ts");
    const run = await NpmStart.begin(copy, { ...environmentOf(other), HTTP_API_CONFIG: config });
    try {
      expect(await (await run.firstAnswer("/api/books/1")).json()).toMatchObject({ id: 1 });
    } finally {
      await run.end();
    }
  });

  test("runs the services' and the gateway's tests", async () => {
    const jest = ["node_modules/jest/bin/jest.js", "packages/service-kit", "packages/local/__tests__/gateway"];
    const options = { cwd: project, env: { ...environmentOf(other), TEST_TALLY: "" } };
    await run("node", [...jest, "--selectProjects", "unit"], options);
  });
});
