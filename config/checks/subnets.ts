import { quote } from "../problem";
import { planSubnets } from "../subnet-plan";
import type { Check } from "./check";

/** A VPC range that cannot hold the subnets, or zones of another Region. */
export const checkSubnets: Check = ({ environment: { name, region, network } }) => {
  try {
    planSubnets(network.cidr, region, network.zones);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const isZone = error.message.startsWith("zone");
    const at = ["environments", name, "network", isZone ? "zones" : "cidr"];
    const given = isZone
      ? `${error.message}; give zones of that Region`
      : `got ${quote(network.cidr)}; it ${error.message}`;
    return [{ path: at, message: given }];
  }
  const { zones = [] } = network;
  const twice = zones.find((zone, index) => zones.indexOf(zone) !== index);
  if (twice === undefined) return [];
  return [
    { path: ["environments", name, "network", "zones"], message: `zone "${twice}" stands twice; name each once` },
  ];
};
