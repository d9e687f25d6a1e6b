import { fail, ok } from "../finding";
import type { Check } from "../target";

/** Whether the account has the network's zones. */
export const zones: Check = {
  what: "zones",
  run: async ({ environment: { network, region } }) => {
    if (network.kind !== "own") return [];
    const { EC2Client, DescribeAvailabilityZonesCommand } = await import("@aws-sdk/client-ec2");
    const client = new EC2Client({ region });
    const { AvailabilityZones = [] } = await client.send(new DescribeAvailabilityZonesCommand({}));
    const there = AvailabilityZones.filter(({ State }) => State === "available");
    const known = new Set(there.flatMap(({ ZoneName, ZoneId }) => [ZoneName, ZoneId]));
    return network.zones.map(({ zone }) => {
      if ("position" in zone) {
        const place = String(zone.position + 1);
        if (zone.position < there.length) return ok(`zone ${place}`, `of ${String(there.length)} that are available`);
        return fail(`zone ${place}`, `the account has ${String(there.length)}; name those to use in network.zones`);
      }
      const name = "id" in zone ? zone.id : zone.name;
      if (known.has(name)) return ok(`zone ${name}`, "available");
      const names = there.map(({ ZoneName, ZoneId }) => `${String(ZoneName)} (${String(ZoneId)})`).join(", ");
      return fail(`zone ${name}`, `is not available to this account; set network.zones to some of ${names}`);
    });
  },
};
