import type { Construct } from "constructs";
import { addressOf } from "./address-of";
import { TerraformData } from "./terraform-data";

/**
 * A value in the state that changes when another VPC takes the place of a network's, for `replace_triggered_by`.
 *
 * The AWS provider would update some resources in place, where AWS refuses to move them: SetSubnets of a load balancer
 * (terraform-provider-aws issue 18317), an internet gateway with mapped addresses (16151). Those are replaced with it. It
 * has one address in networks of ours and in existing ones, so that it notices the change between them as well; making
 * it, in a stack that was deployed before it was there, replaces nothing.
 *
 * @returns its Terraform address
 */
export function vpcIdentity(scope: Construct, vpcId: string): string {
  return addressOf(new TerraformData(scope, "identity", { vpc: vpcId }));
}
