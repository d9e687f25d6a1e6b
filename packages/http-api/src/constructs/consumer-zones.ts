import { DataAwsVpcEndpointService } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service";
import type { SubnetConfig } from "@cdktf/provider-aws/lib/subnet";
import { Token } from "cdktf";
import { Construct } from "constructs";
import type { ZoneChoice } from "./network-zone";
import { NetworkZones } from "./network-zones";

/** In which zones an endpoint may lie. */
export type EndpointZones =
  /** In those of the service's own subnets. */
  | { readonly kind: "ids"; readonly ids: readonly string[] }
  /** In any of a Region that the service does not lie in. */
  | { readonly kind: "region"; readonly region: string; readonly zones: readonly { readonly zone: ZoneChoice }[] }
  /** In those that AWS names for the service of somebody else. */
  | { readonly kind: "service"; readonly serviceName: string };

type Place = Pick<SubnetConfig, "availabilityZone" | "availabilityZoneId" | "dependsOn" | "lifecycle">;

/** The zones that an endpoint service is offered in; AWS refuses an endpoint in another. */
export class ConsumerZones extends Construct {
  private readonly places: (index: number) => Place;
  private readonly only: { readonly attribute: string; readonly zones: string } | undefined;

  constructor(scope: Construct, id: string, { zones, makes }: { readonly zones: EndpointZones; makes: boolean }) {
    super(scope, id);
    if (zones.kind === "ids") {
      this.places = (index) => ({ availabilityZoneId: zones.ids[index] ?? "" });
      const ids = zones.ids.map((zoneId) => Token.asString(zoneId)).join(", ");
      this.only = { attribute: "availability_zone_id", zones: `[${ids}]` };
    } else if (zones.kind === "region") {
      const offered = makes ? new NetworkZones(this, "network", zones) : undefined;
      this.places = (index) => (offered && zones.zones[index] ? offered.placeOf(zones.zones[index]) : {});
    } else {
      const { fqn } = this.offer(zones.serviceName, makes);
      this.places = (index) => ({
        availabilityZone: `\${sort(${fqn}.availability_zones)[${String(index)}]}`,
        // A zone that the service adds later moves no subnet.
        lifecycle: { ignoreChanges: ["availability_zone"] },
      });
      this.only = { attribute: "availability_zone", zones: `${fqn}.availability_zones` };
    }
  }

  /** Where the subnet of a zone, by its position, lies. */
  placeOf(index: number): Place {
    return this.places(index);
  }

  /** Ids of those of some subnets, by their Terraform addresses, that lie in the zones; an expression, without `${}`. */
  subnetIdsOf(addresses: readonly string[]): string {
    const all = `[${addresses.join(", ")}]`;
    const where = this.only ? ` if contains(${this.only.zones}, subnet.${this.only.attribute})` : "";
    return `[for subnet in ${all} : subnet.id${where}]`;
  }

  private offer(serviceName: string, makes: boolean): DataAwsVpcEndpointService {
    const offer = new DataAwsVpcEndpointService(this, "service", { serviceName });
    if (makes) {
      const errorMessage = `${serviceName} is offered in \${join(", ", self.availability_zones)} only, and the VPC has subnets in two zones; name subnets of a VPC of yours in network.existing.`;
      offer.lifecycle = { postcondition: [{ condition: "\${length(self.availability_zones) > 1}", errorMessage }] };
    }
    return offer;
  }
}
