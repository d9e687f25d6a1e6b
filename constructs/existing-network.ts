import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Construct } from "constructs";
import type { INetwork } from "./network";

/** Settings of an {@link ExistingNetwork}. */
export interface ExistingNetworkProps {
  readonly vpcId: string;
  readonly privateSubnetIds: readonly string[];
}

/** A VPC that somebody else made: it is looked at, and nothing in it is changed. */
export class ExistingNetwork extends Construct implements INetwork {
  readonly vpcId: string;
  readonly cidr: string;
  readonly privateSubnetIds: readonly string[];
  /** Whoever made it saw to that. */
  readonly ready = [];

  constructor(scope: Construct, id: string, { vpcId, privateSubnetIds }: ExistingNetworkProps) {
    super(scope, id);
    const vpc = new DataAwsVpc(this, "vpc", { id: vpcId });
    this.vpcId = vpc.id;
    this.cidr = vpc.cidrBlock;
    this.privateSubnetIds = privateSubnetIds.map((subnetId) => {
      const subnet = new DataAwsSubnet(this, subnetId, { id: subnetId });
      subnet.lifecycle = {
        postcondition: [
          {
            condition: `\${self.vpc_id == ${JSON.stringify(vpcId)}}`,
            errorMessage: `${subnetId} is not in ${vpcId}; name subnets of that VPC in network.existing.privateSubnetIds.`,
          },
          {
            condition: "${!self.map_public_ip_on_launch}",
            errorMessage: `${subnetId} gives out public addresses; name private subnets in network.existing.privateSubnetIds.`,
          },
        ],
      };
      return subnet.id;
    });
  }
}
