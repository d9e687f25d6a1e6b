import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import type { NetworkZone } from "./network-zone";

/** Settings of {@link NatEgress}. */
export interface NatEgressProps {
  readonly name: string;
  readonly vpcId: string;
  /** Terraform address of the resource that changes with the VPC. */
  readonly vpc: string;
  /** Zones, each with the zone name of its private subnet. */
  readonly zones: readonly (NetworkZone & { readonly zoneName: string })[];
  /** A gateway per zone survives the loss of a zone; a single one costs a third of three. */
  readonly perZone: boolean;
}

/** An internet gateway, public subnets and the NAT gateways in them: outbound access only. */
export class NatEgress extends Construct {
  /** NAT gateways by the key of their zone. */
  readonly gatewayIds = new Map<string, string>();
  private readonly first: string;

  constructor(scope: Construct, id: string, { name, vpcId, vpc, zones, perZone }: NatEgressProps) {
    super(scope, id);
    const internet = new InternetGateway(this, "internet", {
      vpcId,
      tags: { Name: name },
      lifecycle: { replaceTriggeredBy: [vpc] },
    });
    const routeTable = new RouteTable(this, "public-routes", { vpcId, tags: { Name: `${name}-public` } });
    const route = new Route(this, "public-egress", {
      routeTableId: routeTable.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: internet.id,
    });
    for (const { key, zone, zoneName, publicCidr } of zones) {
      const subnet = new Subnet(this, `public-${key}`, {
        vpcId,
        cidrBlock: publicCidr,
        ...placeBeside(zone, zoneName),
        // Only NAT gateways are here, and they have Elastic IP addresses.
        mapPublicIpOnLaunch: false,
        tags: { Name: `${name}-public-${key}` },
      });
      const association = new RouteTableAssociation(this, `public-association-${key}`, {
        subnetId: subnet.id,
        routeTableId: routeTable.id,
      });
      if (!perZone && this.gatewayIds.size > 0) continue;
      const address = new Eip(this, `address-${key}`, { domain: "vpc", tags: { Name: `${name}-nat-${key}` } });
      const gateway = new NatGateway(this, `gateway-${key}`, {
        subnetId: subnet.id,
        allocationId: address.allocationId,
        tags: { Name: `${name}-${key}` },
        // A gateway is useless, and AWS may refuse it, before its subnet has a route to the internet.
        dependsOn: [route, association],
      });
      this.gatewayIds.set(key, gateway.id);
    }
    const [first] = this.gatewayIds.values();
    if (first === undefined) throw new RangeError("NatEgress: zones is empty; give at least one zone");
    this.first = first;
  }

  /** The NAT gateway for a zone's private subnet: its own where there is one. */
  gatewayIdFor(key: string): string {
    return this.gatewayIds.get(key) ?? this.first;
  }
}

/** The zone of the private subnet. As there, a subnet of a zone by id keeps the range that an older version gave it. */
function placeBeside(zone: NetworkZone["zone"], zoneName: string) {
  if ("name" in zone) return { availabilityZone: zone.name };
  if ("id" in zone) return { availabilityZoneId: zone.id, lifecycle: { ignoreChanges: ["cidr_block"] } };
  return { availabilityZone: zoneName };
}
