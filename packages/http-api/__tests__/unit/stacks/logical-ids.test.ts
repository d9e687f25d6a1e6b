import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Testing, type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { join } from "node:path";
import { Policy } from "../../../src/policies/policy";
import { BaseStack } from "../../../src/stacks/base-stack";

class Sample extends BaseStack {
  constructor() {
    super(Testing.app({ outdir: join(process.cwd(), "cdktf.out") }), "sample", "sample", {
      application: "shop",
      environment: "dev",
      placement: { account: "111111111111", region: "us-west-2" },
      tags: {},
      state: { kind: "local" },
      policy: new Policy(),
    });
  }
}

function addressesOf(stack: TerraformStack) {
  const { resource } = JSON.parse(Testing.synth(stack, true)) as { resource: Record<string, object> };
  return Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));
}

describe("Terraform addresses", () => {
  test("read like the path of the construct, without a hash", () => {
    const stack = new Sample();
    const network = new Construct(stack, "network");
    new Vpc(network, "vpc");
    new SecurityGroup(new Construct(stack, "alb"), "SecurityGroup");
    expect(addressesOf(stack)).toEqual(["aws_security_group.alb", "aws_vpc.network_vpc"]);
  });

  test("of two types may be the same name", () => {
    const stack = new Sample();
    const one = new Construct(stack, "one");
    new Vpc(one, "Resource");
    new SecurityGroup(one, "SecurityGroup");
    expect(addressesOf(stack)).toEqual(["aws_security_group.one", "aws_vpc.one"]);
  });

  test("that two resources would share are refused, with both paths", () => {
    const stack = new Sample();
    new Vpc(new Construct(stack, "a_b"), "c");
    new Vpc(new Construct(stack, "a"), "b_c");
    expect(() => Testing.synth(stack, true)).toThrow(
      "sample/a/b_c: its Terraform address aws_vpc.a_b_c is taken by sample/a_b/c; give one of them another id",
    );
  });

  test("with characters that Terraform lacks are refused", () => {
    const stack = new Sample();
    new Vpc(stack, "a.b");
    expect(() => Testing.synth(stack, true)).toThrow(
      'construct id "a.b": Terraform names allow letters, digits, _ and - only; give another id',
    );
  });
});
