import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { ConsumerZones, type EndpointZones } from "./consumer-zones";
import { ExistingNetwork } from "./existing-network";

/** The network of a consumer's endpoint. */
export type ConsumerNetworkProps = { readonly zones: EndpointZones } & (
  | {
      readonly kind: "own";
      readonly cidr: string;
      /** One per zone, in the order of the zones, each with the address of the endpoint in it. */
      readonly subnets: readonly { readonly key: string; readonly cidr: string; readonly address: string }[];
    }
  | { readonly kind: "existing"; readonly vpcId: string; readonly privateSubnetIds: readonly string[] }
);

/** A new VPC without internet access, or an existing one. */
export class ConsumerNetwork extends Construct {
  readonly vpcId: string;
  /** IPv4 range of the VPC. */
  readonly cidr: string;
  /** Subnets in zones that the endpoint service is offered in; AWS refuses an endpoint in another. */
  readonly endpointSubnetIds: string[];
  /** Addresses of the endpoint; none in a VPC that exists, where others may have them. */
  readonly endpointAddresses: readonly { readonly key: string; readonly subnetId: string; readonly ipv4: string }[];
  /** Any one of the private subnets. */
  readonly firstSubnetId: string;
  /** What must hold before an endpoint is created. */
  readonly preconditions: readonly { readonly condition: string; readonly errorMessage: string }[];

  constructor(scope: Construct, id: string, { name, ...props }: ConsumerNetworkProps & { readonly name: string }) {
    super(scope, id);
    const zones = new ConsumerZones(this, "Zones", { zones: props.zones, makes: props.kind === "own" });
    if (props.kind === "existing") {
      const network = new ExistingNetwork(this, "network", props);
      const subnets = zones.subnetIdsOf(network.privateSubnetAddresses);
      this.vpcId = network.vpcId;
      this.cidr = network.cidr;
      this.firstSubnetId = network.privateSubnetIds[0] ?? "";
      this.endpointSubnetIds = Token.asList(`\${${subnets}}`);
      this.endpointAddresses = [];
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
    this.endpointAddresses = props.subnets.map(({ key, cidr, address }, index) => {
      const subnet = new Subnet(this, `private-${key}`, {
        vpcId: vpc.id,
        cidrBlock: cidr,
        ...zones.placeOf(index),
        tags: { Name: `${name}-private-${key}` },
      });
      return { key, subnetId: subnet.id, ipv4: address };
    });
    this.vpcId = vpc.id;
    this.cidr = props.cidr;
    this.endpointSubnetIds = this.endpointAddresses.map(({ subnetId }) => subnetId);
    this.firstSubnetId = this.endpointSubnetIds[0] ?? "";
    this.preconditions = [];
  }
}
