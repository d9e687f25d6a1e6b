import { Apigatewayv2VpcLink } from "@cdktf/provider-aws/lib/apigatewayv2-vpc-link";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { INetwork } from "./network";
import { SecurityGroup } from "./security-group";

/** Settings of a {@link VpcLink}. */
export interface VpcLinkProps {
  readonly name: string;
  readonly network: Pick<INetwork, "vpcId" | "privateSubnetIds">;
  /** What has its addresses in the subnets first. @default nothing */
  readonly after?: ITerraformDependable;
}

/**
 * The link through which an HTTP API reaches private subnets. AWS cannot change it: a new one is created before the old one
 * is deleted, and the API must be applied in between (docs/operations.md).
 */
export class VpcLink extends Construct {
  readonly vpcLinkId: string;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { name, network, after }: VpcLinkProps) {
    super(scope, id);
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: network.vpcId,
      role: "vpc-link",
      namePrefix: `${name}-vpc-link`,
      description: "API Gateway VPC link: reaches load balancers and tasks, is reached by nothing",
    });
    this.vpcLinkId = new Apigatewayv2VpcLink(this, "Resource", {
      name,
      subnetIds: [...network.privateSubnetIds],
      securityGroupIds: [this.securityGroup.securityGroupId],
      lifecycle: { createBeforeDestroy: true },
      ...(after ? { dependsOn: [after] } : {}),
    }).id;
  }
}
