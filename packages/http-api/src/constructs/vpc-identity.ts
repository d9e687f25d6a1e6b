import type { Construct } from "constructs";
import { addressOf } from "./address-of";
import { TerraformData } from "./terraform-data";

/**
 * A value in the state that changes when another VPC replaces a network's, for `replace_triggered_by`.
 *
 * The AWS provider would update some resources in place although AWS refuses to move them: SetSubnets of a load balancer
 * (terraform-provider-aws issue 18317), an internet gateway with mapped addresses (16151). Those are replaced with it. It
 * has the same address in new and in existing networks, so that a change between the two counts as well; creating it in a
 * stack that was deployed before it existed replaces nothing.
 *
 * @returns its Terraform address
 */
export function vpcIdentity(scope: Construct, vpcId: string): string {
  return addressOf(new TerraformData(scope, "identity", { vpc: vpcId }));
}
