import { TerraformStack, Testing } from "cdktf";
import { configFileIn, loadConfig } from "@private-http-api/http-api";
import { buildApp } from "../stacks/build-app";
import { ownResources } from "../stacks/own-resources";

/** What the config file says and stacks/own-resources.ts adds, whatever that is: nothing here names a service. */
const config = loadConfig(configFileIn(process.env));
const app = Testing.app({ outdir: "cdktf.out", stackTraces: false });
const policy = buildApp(app, config, ownResources);
const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
// Testing.synth does not: without it, references to other stacks stay invalid Terraform.
for (const stack of stacks) stack.prepareStack();

/** The tag of an image is a hash of what it is built from, which changes with every change of a service. */
function withoutTags(text: string): string {
  return text.replaceAll(/(?<=:|"tag": ")[0-9a-f]{16}(?=")/g, "<content>");
}

test("every environment has a producer stack and an API stack", () => {
  const ids = stacks.map((stack) => stack.node.id);
  for (const { name } of config.environments) {
    expect(ids).toEqual(expect.arrayContaining([`${name}-fargate-vpc-link`, `${name}-http-api`]));
  }
});

test("every policy holds (docs/policy.md says how to make an exception)", () => {
  expect(() => {
    policy.check();
  }).not.toThrow();
});

test.each(stacks.map((stack) => [stack.node.id, stack]))(
  "%s is as it was (else: read the difference, then npm run test:app -- -u)",
  (_id, stack) => {
    expect(JSON.parse(withoutTags(Testing.synth(stack, true)))).toMatchSnapshot();
  },
);
