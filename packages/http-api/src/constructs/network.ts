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
import { NetworkZones } from "./network-zones";
import { vpcIdentity } from "./vpc-identity";

/** Outbound access of private subnets. */
export type Egress = "single-nat" | "nat-per-az" | "endpoints" | "none";

/** Settings of a {@link Network}. */
export interface NetworkProps {
  readonly name: string;
  readonly region: string;
  readonly cidr: string;
  readonly zones: readonly NetworkZone[];
  readonly egress: Egress;
}

/** What the rest of a stack needs to know about a network, new or existing. */
export interface INetwork {
  readonly vpcId: string;
  /** IPv4 range of the VPC. */
  readonly cidr: string;
  readonly privateSubnetIds: readonly string[];
  /** Terraform addresses of the private subnets, in their order. */
  readonly privateSubnetAddresses: readonly string[];
  /** Zone ids of the private subnets, in their order: the same in every account. */
  readonly zoneIds: readonly string[];
  /** S3's gateway endpoint; `undefined` for an existing network. */
  readonly s3EndpointId?: string;
  /** Prefix list of S3's gateway endpoint, for security group rules; `undefined` where it is not known. */
  readonly s3PrefixListId?: string;
  /** Route tables of the private subnets, for gateway endpoints; `undefined` for an existing network. */
  readonly privateRouteTableIds?: readonly string[];
  /** NAT gateways by the key of their zone; empty for an existing network. */
  readonly natGatewayIds?: ReadonlyMap<string, string>;
  /** Terraform address of the resource that changes when another VPC replaces this one; see {@link vpcIdentity}. */
  readonly identity: string;
  /** What private subnets need before they have outbound access. */
  readonly ready: readonly TerraformResource[];
}

/** A VPC with a private subnet in every zone; public subnets are there only where a NAT gateway needs them. */
export class Network extends Construct implements INetwork {
  readonly vpcId: string;
  readonly cidr: string;
  readonly privateSubnetIds: readonly string[];
  readonly privateSubnetAddresses: readonly string[];
  readonly zoneIds: readonly string[];
  readonly s3EndpointId: string;
  readonly s3PrefixListId: string;
  readonly privateRouteTableIds: readonly string[];
  /** NAT gateways by the key of their zone. */
  readonly natGatewayIds: ReadonlyMap<string, string> = new Map<string, string>();
  readonly identity: string;
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
    this.identity = vpcIdentity(this, vpc.id);
    // Adopts the group that AWS creates with every VPC, and removes its rules.
    new DefaultSecurityGroup(this, "closed", { vpcId: vpc.id, tags: { Name: `${props.name}-closed` } });
    const zones = new NetworkZones(this, "Zones", props);

    const subnets = props.zones.map((zone) => {
      const subnet = new Subnet(this, `private-${zone.key}`, {
        vpcId: vpc.id,
        cidrBlock: zone.privateCidr,
        ...zones.placeOf(zone),
        tags: { Name: `${props.name}-private-${zone.key}` },
      });
      const routeTable = new RouteTable(this, `private-routes-${zone.key}`, {
        vpcId: vpc.id,
        tags: { Name: `${props.name}-private-${zone.key}` },
      });
      const association = new RouteTableAssociation(this, `private-association-${zone.key}`, {
        subnetId: subnet.id,
        routeTableId: routeTable.id,
      });
      return { ...zone, subnet, subnetId: subnet.id, routeTableId: routeTable.id, association };
    });
    this.privateSubnetAddresses = subnets.map(({ subnet }) => subnet.fqn);
    this.zoneIds = subnets.map(({ subnet }) => subnet.availabilityZoneId);
    this.privateSubnetIds = subnets.map(({ subnetId }) => subnetId);
    this.privateRouteTableIds = subnets.map(({ routeTableId }) => routeTableId);

    // Free of charge; image layers come from S3, so it saves most of the NAT gateways' traffic.
    const s3 = new VpcEndpoint(this, "s3", {
      vpcId: vpc.id,
      serviceName: endpointServiceName("s3", props.region),
      vpcEndpointType: "Gateway",
      routeTableIds: [...this.privateRouteTableIds],
      tags: { Name: `${props.name}-s3` },
    });
    this.s3EndpointId = s3.id;
    this.s3PrefixListId = s3.prefixListId;
    const ready: TerraformResource[] = [...subnets.map(({ association }) => association), s3];

    if (props.egress === "single-nat" || props.egress === "nat-per-az") {
      const nat = new NatEgress(this, "nat", {
        name: props.name,
        vpcId: vpc.id,
        vpc: this.identity,
        zones: subnets.map(({ subnet, ...zone }) => ({ ...zone, zoneName: subnet.availabilityZone })),
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
}
