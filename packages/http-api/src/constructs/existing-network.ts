import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Construct } from "constructs";
import type { INetwork } from "./network";
import { vpcIdentity } from "./vpc-identity";

/** Settings of an {@link ExistingNetwork}. */
export interface ExistingNetworkProps {
  readonly vpcId: string;
  readonly privateSubnetIds: readonly string[];
}

/** A VPC that is managed elsewhere: it is read, and nothing in it is changed. */
export class ExistingNetwork extends Construct implements INetwork {
  readonly vpcId: string;
  readonly cidr: string;
  readonly privateSubnetIds: readonly string[];
  readonly privateSubnetAddresses: readonly string[];
  readonly zoneIds: readonly string[];
  readonly identity: string;
  /** Whoever manages the VPC is responsible for its outbound access. */
  readonly ready = [];

  constructor(scope: Construct, id: string, { vpcId, privateSubnetIds }: ExistingNetworkProps) {
    super(scope, id);
    const vpc = new DataAwsVpc(this, "vpc", { id: vpcId });
    this.vpcId = vpc.id;
    this.cidr = vpc.cidrBlock;
    this.identity = vpcIdentity(this, vpc.id);
    const subnets: DataAwsSubnet[] = [];
    for (const subnetId of privateSubnetIds) {
      const subnet = new DataAwsSubnet(this, subnetId, { id: subnetId });
      subnet.lifecycle = { postcondition: conditions(subnetId, vpcId, subnets) };
      subnets.push(subnet);
    }
    this.privateSubnetIds = subnets.map((subnet) => subnet.id);
    this.zoneIds = subnets.map((subnet) => subnet.availabilityZoneId);
    this.privateSubnetAddresses = subnets.map((subnet) => subnet.fqn);
  }
}

/** What a subnet must satisfy, given the ones named before it. */
function conditions(subnetId: string, vpcId: string, others: readonly DataAwsSubnet[]) {
  const zones = others.map((other) => `${other.fqn}.availability_zone`);
  return [
    {
      condition: `\${self.vpc_id == ${JSON.stringify(vpcId)}}`,
      errorMessage: `${subnetId} is not in ${vpcId}; name subnets of that VPC in network.existing.privateSubnetIds.`,
    },
    {
      condition: "${!self.map_public_ip_on_launch}",
      errorMessage: `${subnetId} assigns public addresses; name private subnets in network.existing.privateSubnetIds.`,
    },
    ...(zones.length === 0
      ? []
      : [
          {
            condition: `\${!contains([${zones.join(", ")}], self.availability_zone)}`,
            errorMessage: `${subnetId} is in \${self.availability_zone}, like another of the subnets; name one subnet per zone in network.existing.privateSubnetIds.`,
          },
        ]),
  ];
}
