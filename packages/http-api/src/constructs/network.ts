import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { endpointServiceName } from "../aws/service-names";
import { NatEgress } from "./nat-egress";
import type { NetworkZone } from "./network-zone";

/** How what is in private subnets gets out. */
export type Egress = "single-nat" | "nat-per-az" | "endpoints" | "none";

/** Settings of a {@link Network}. */
export interface NetworkProps {
  readonly name: string;
  readonly region: string;
  readonly cidr: string;
  readonly zones: readonly NetworkZone[];
  readonly egress: Egress;
}

/** What the rest of a stack needs to know of a network, whoever made it. */
export interface INetwork {
  readonly vpcId: string;
  /** IPv4 range of the VPC. */
  readonly cidr: string;
  readonly privateSubnetIds: readonly string[];
  /** Prefix list of S3's gateway endpoint, for security group rules; `undefined` where it is not known. */
  readonly s3PrefixListId?: string;
  /** Route tables of the private subnets, for gateway endpoints; `undefined` where the network is somebody else's. */
  readonly privateRouteTableIds?: readonly string[];
  /** NAT gateways by the key of their zone; none where the network is somebody else's. */
  readonly natGatewayIds?: ReadonlyMap<string, string>;
  /** What private subnets need before something in them gets out. */
  readonly ready: readonly TerraformResource[];
}

/** A VPC with a private subnet in every zone; public subnets are there only where a NAT gateway needs them. */
export class Network extends Construct implements INetwork {
  readonly vpcId: string;
  readonly cidr: string;
  readonly privateSubnetIds: readonly string[];
  readonly s3PrefixListId: string;
  readonly privateRouteTableIds: readonly string[];
  /** NAT gateways by the key of their zone. */
  readonly natGatewayIds: ReadonlyMap<string, string> = new Map<string, string>();
  readonly ready: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: props.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: props.name },
    });
    this.vpcId = vpc.id;
    this.cidr = props.cidr;
    // Adopts the group that AWS makes with every VPC, and takes its rules away.
    new DefaultSecurityGroup(this, "closed", { vpcId: vpc.id, tags: { Name: `${props.name}-closed` } });
    const zones = this.requireZones(props.zones);

    const subnets = props.zones.map((zone) => {
      const subnet = new Subnet(this, `private-${zone.key}`, {
        vpcId: vpc.id,
        cidrBlock: zone.privateCidr,
        ...("name" in zone.zone ? { availabilityZone: zone.zone.name } : { availabilityZoneId: zone.zone.id }),
        tags: { Name: `${props.name}-private-${zone.key}` },
        dependsOn: [zones],
      });
      const routeTable = new RouteTable(this, `private-routes-${zone.key}`, {
        vpcId: vpc.id,
        tags: { Name: `${props.name}-private-${zone.key}` },
      });
      const association = new RouteTableAssociation(this, `private-association-${zone.key}`, {
        subnetId: subnet.id,
        routeTableId: routeTable.id,
      });
      return { ...zone, subnetId: subnet.id, routeTableId: routeTable.id, association };
    });
    this.privateSubnetIds = subnets.map(({ subnetId }) => subnetId);
    this.privateRouteTableIds = subnets.map(({ routeTableId }) => routeTableId);

    // Free of charge; image layers come from S3, so it spares the NAT gateways most of their traffic.
    const s3 = new VpcEndpoint(this, "s3", {
      vpcId: vpc.id,
      serviceName: endpointServiceName("s3", props.region),
      vpcEndpointType: "Gateway",
      routeTableIds: [...this.privateRouteTableIds],
      tags: { Name: `${props.name}-s3` },
    });
    this.s3PrefixListId = s3.prefixListId;
    const ready: TerraformResource[] = [...subnets.map(({ association }) => association), s3];

    if (props.egress === "single-nat" || props.egress === "nat-per-az") {
      const nat = new NatEgress(this, "nat", {
        name: props.name,
        vpcId: vpc.id,
        zones: props.zones,
        perZone: props.egress === "nat-per-az",
      });
      this.natGatewayIds = nat.gatewayIds;
      for (const { key, routeTableId } of subnets) {
        const route = new Route(this, `private-egress-${key}`, {
          routeTableId,
          destinationCidrBlock: "0.0.0.0/0",
          natGatewayId: nat.gatewayIdFor(key),
        });
        ready.push(route);
      }
    }
    this.ready = ready;
  }

  /** Ends a plan, before anything is made, when the account does not have a zone. */
  private requireZones(zones: readonly NetworkZone[]): DataAwsAvailabilityZones {
    const available = new DataAwsAvailabilityZones(this, "zones", { state: "available" });
    const names = zones.flatMap(({ zone }) => ("name" in zone ? [zone.name] : []));
    const ids = zones.flatMap(({ zone }) => ("id" in zone ? [zone.id] : []));
    function missing(wanted: readonly string[], attribute: string) {
      return `length(setsubtract(${JSON.stringify(wanted)}, self.${attribute})) == 0`;
    }
    available.lifecycle = {
      postcondition: [
        {
          condition: `\${${missing(names, "names")} && ${missing(ids, "zone_ids")}}`,
          errorMessage: `This account lacks one of the zones ${[...names, ...ids].join(", ")}; it has \${join(", ", self.names)}. Name two of them in network.zones.`,
        },
      ],
    };
    return available;
  }
}
