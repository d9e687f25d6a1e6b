import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import type { SubnetConfig } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import { vpcLinkZones } from "../aws/vpc-link-zones";
import type { NetworkZone } from "./network-zone";

type ChosenZone = Pick<NetworkZone, "zone">;

/** Settings of {@link NetworkZones}. */
export interface NetworkZonesProps {
  readonly region: string;
  readonly zones: readonly ChosenZone[];
}

/**
 * The account's zones that support VPC links, as AWS lists them. A plan fails, before anything is created, when a zone of
 * the network is not among them.
 */
export class NetworkZones extends Construct {
  private readonly available: DataAwsAvailabilityZones;

  constructor(scope: Construct, id: string, { region, zones }: NetworkZonesProps) {
    super(scope, id);
    const offered = vpcLinkZones(region);
    this.available = new DataAwsAvailabilityZones(this, "zones", {
      state: "available",
      // A letter means a different zone in each account, so zones are filtered by id; where AWS's page does not list the
      // Region, only by type: Local Zones, which an account can opt in to, have no VPC links.
      filter: [
        offered ? { name: "zone-id", values: [...offered] } : { name: "zone-type", values: ["availability-zone"] },
      ],
    });
    const what = offered ? `zones with API Gateway VPC links (${offered.join(", ")})` : "zones";
    this.available.lifecycle = {
      postcondition: [
        {
          condition: `\${${conditions(zones).join(" && ")}}`,
          errorMessage: `The network needs ${wanted(zones)}. Of ${region}'s ${what} this account has \${join(", ", self.names)} (\${join(", ", self.zone_ids)}). Name some of them in network.zones.`,
        },
      ],
    };
  }

  /**
   * The zone of a private subnet.
   *
   * A zone by position is chosen once: zones that AWS adds to its list later move no subnet. Nor does the range of a zone by
   * id, which older versions chose differently; a subnet that is replaced, for example with its VPC, gets the new range (seen
   * with Terraform 1.11).
   */
  placeOf({
    zone,
  }: ChosenZone): Pick<SubnetConfig, "availabilityZone" | "availabilityZoneId" | "dependsOn" | "lifecycle"> {
    const dependsOn = [this.available];
    if ("name" in zone) return { availabilityZone: zone.name, dependsOn };
    if ("id" in zone) return { availabilityZoneId: zone.id, dependsOn, lifecycle: { ignoreChanges: ["cidr_block"] } };
    return {
      availabilityZone: `\${${this.available.fqn}.names[${String(zone.position)}]}`,
      lifecycle: { ignoreChanges: ["availability_zone"] },
    };
  }
}

function conditions(zones: readonly ChosenZone[]): readonly string[] {
  const names = zones.flatMap(({ zone }) => ("name" in zone ? [zone.name] : []));
  const ids = zones.flatMap(({ zone }) => ("id" in zone ? [zone.id] : []));
  const positions = zones.flatMap(({ zone }) => ("position" in zone ? [zone.position] : []));
  function has(all: readonly string[], attribute: string): readonly string[] {
    return all.length === 0 ? [] : [`length(setsubtract(${JSON.stringify(all)}, self.${attribute})) == 0`];
  }
  return [
    ...has(names, "names"),
    ...has(ids, "zone_ids"),
    ...(positions.length === 0 ? [] : [`length(self.names) > ${String(Math.max(...positions))}`]),
  ];
}

function wanted(zones: readonly ChosenZone[]): string {
  const named = zones.flatMap(({ zone }) => ("name" in zone ? [zone.name] : "id" in zone ? [zone.id] : []));
  return named.length === 0 ? `${String(zones.length)} zones` : named.join(", ");
}
