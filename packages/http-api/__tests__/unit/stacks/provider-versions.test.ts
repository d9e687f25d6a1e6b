import { Testing, TerraformStack } from "cdktf";
import { ProviderVersions } from "../../../src/stacks/provider-versions";

function requirements(...raised: readonly string[]): unknown {
  const stack = new TerraformStack(Testing.app(), "sample");
  const versions = new ProviderVersions(stack);
  for (const version of raised) versions.requireAws(version);
  const { terraform } = JSON.parse(Testing.synth(stack)) as { terraform: unknown };
  return terraform;
}

test("a stack takes a range of provider versions and of Terraform", () => {
  expect(requirements()).toMatchObject({
    required_version: ">= 1.11.0",
    required_providers: { aws: { version: ">= 5.100.0, < 7.0.0" } },
  });
});

test.each([
  [["6.4.0"], ">= 6.4.0, < 7.0.0"],
  [["6.21.0", "6.4.0"], ">= 6.21.0, < 7.0.0"],
  [["6.4.0", "6.21.0"], ">= 6.21.0, < 7.0.0"],
  [["5.9.0"], ">= 5.100.0, < 7.0.0"],
])("what needs provider %j raises the lower bound, and never lowers it: %s", (raised, expected) => {
  expect(requirements(...raised)).toMatchObject({ required_providers: { aws: { version: expected } } });
});
