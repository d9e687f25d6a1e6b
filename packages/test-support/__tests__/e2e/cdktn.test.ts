import path from "node:path";
import { nodeRelease, OTHER_NODES } from "@private-http-api/emulator";
import { run } from "@private-http-api/cli-kit";
import { progress } from "../../src/progress";
import { cdktnProject, environmentOf, fixtureConfigFiles, synthesizeWith, type Toolchain } from "../../src/toolchains";

const here: Toolchain = { project: path.resolve(__dirname, "../../../..") };
let cdktn: Toolchain;
beforeAll(async () => {
  // cdktn wants Node 22.19 or newer.
  cdktn = await cdktnProject(await nodeRelease(OTHER_NODES[0], { env: process.env, progress }));
});

test("the project type-checks on cdktn and the bindings of AWS provider 6", async () => {
  const env = environmentOf(cdktn);
  await run("node", ["node_modules/typescript/bin/tsc", "--noEmit"], { cwd: cdktn.project, env });
});

test.each(Object.entries(fixtureConfigFiles()))("%s: the stacks are the same but for versions", async (_name, file) => {
  const [before, after] = await Promise.all([synthesizeWith(here, file), synthesizeWith(cdktn, file)]);
  expect(withoutVersions(after)).toEqual(withoutVersions(before));
});

/** Stacks without what names the library and the address of the AWS provider. */
function withoutVersions(stacks: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(stacks).map(([stack, text]) => {
      const json = JSON.parse(text) as {
        "//": { metadata: object };
        terraform: { required_providers: { aws: object } };
      };
      return [
        stack,
        {
          ...json,
          "//": { ...json["//"], metadata: { ...json["//"].metadata, version: "" } },
          terraform: {
            ...json.terraform,
            required_providers: {
              ...json.terraform.required_providers,
              aws: { ...json.terraform.required_providers.aws, source: "" },
            },
          },
        },
      ];
    }),
  );
}
