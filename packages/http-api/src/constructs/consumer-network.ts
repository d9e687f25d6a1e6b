import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { ExistingNetwork } from "./existing-network";

/** The network of a consumer's endpoint. */
export type ConsumerNetworkProps =
  | {
      readonly kind: "own";
      readonly cidr: string;
      /** Zones by id: a letter means a different zone in each account. */
      readonly zones: readonly { readonly key: string; readonly zoneId: string; readonly cidr: string }[];
    }
  | {
      readonly kind: "existing";
      readonly vpcId: string;
      readonly privateSubnetIds: readonly string[];
      /** Ids of the zones that the endpoint service is offered in. */
      readonly zoneIds: readonly string[];
    };

/** A new VPC without internet access, or an existing one. */
export class ConsumerNetwork extends Construct {
  readonly vpcId: string;
  /** IPv4 range of the VPC. */
  readonly cidr: string;
  /** Subnets in zones that the endpoint service is offered in; AWS refuses an endpoint in another. */
  readonly endpointSubnetIds: string[];
  /** Any one of the private subnets. */
  readonly firstSubnetId: string;
  /** What must hold before an endpoint is created. */
  readonly preconditions: readonly { readonly condition: string; readonly errorMessage: string }[];

  constructor(scope: Construct, id: string, { name, ...props }: ConsumerNetworkProps & { readonly name: string }) {
    super(scope, id);
    if (props.kind === "existing") {
      const network = new ExistingNetwork(this, "network", props);
      const offered = `[${props.zoneIds.map((zoneId) => Token.asString(zoneId)).join(", ")}]`;
      const subnets = subnetIdsIn(offered, network.privateSubnetAddresses);
      this.vpcId = network.vpcId;
      this.cidr = network.cidr;
      this.firstSubnetId = network.privateSubnetIds[0] ?? "";
      this.endpointSubnetIds = Token.asList(`\${${subnets}}`);
      this.preconditions = [
        {
          condition: `\${length(${subnets}) > 0}`,
          errorMessage:
            "None of the consumer's subnets is in a zone that offers the endpoint service; name one that is in network.existing.privateSubnetIds.",
        },
      ];
      return;
    }
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: props.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: name },
    });
    // Adopts the group that AWS creates with every VPC, and removes its rules.
    new DefaultSecurityGroup(this, "closed", { vpcId: vpc.id, tags: { Name: `${name}-closed` } });
    const subnets = props.zones.map(
      ({ key, zoneId, cidr }) =>
        new Subnet(this, `private-${key}`, {
          vpcId: vpc.id,
          cidrBlock: cidr,
          availabilityZoneId: zoneId,
          tags: { Name: `${name}-private-${key}` },
        }).id,
    );
    this.vpcId = vpc.id;
    this.cidr = props.cidr;
    this.endpointSubnetIds = subnets;
    this.firstSubnetId = subnets[0] ?? "";
    this.preconditions = [];
  }
}

function subnetIdsIn(zoneIds: string, addresses: readonly string[]): string {
  return `[for subnet in [${addresses.join(", ")}] : subnet.id if contains(${zoneIds}, subnet.availability_zone_id)]`;
}
