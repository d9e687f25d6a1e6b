import { vpcLinkZones } from "../aws/vpc-link-zones";

/** An availability zone, and its name in Terraform addresses. */
export interface NamedZone {
  /** Stable key: the zone's letter, or the part of its id after the hyphen. */
  readonly key: string;
  readonly zone: { readonly name: string } | { readonly id: string } | { readonly position: number };
}

/** Keys of the default zones where they are not `a` and `b`: in these Regions a new account has no zone `b`. */
const DEFAULT_KEYS: Readonly<Record<string, readonly string[]>> = {
  "ap-northeast-1": ["a", "c"],
  "us-west-1": ["a", "c"],
};

/** Most zones that a Region has, and so the highest number of a zone's letter or id. */
export const MOST_ZONES = 7;

/** Most zone letters of a Region: us-east-1, the largest, has six [AWS General Reference, "AWS Regions and Availability Zones"]. */
const MOST_LETTERS = 6;

/** The first two zones of AWS's list for the account; a key names the zone's subnets, whichever zone that is. */
export function defaultZones(region: string): readonly NamedZone[] {
  return (DEFAULT_KEYS[region] ?? ["a", "b"]).map((key, position) => ({ key, zone: { position } }));
}

/** Whether a key is a zone's id, not its letter. */
export function isIdKey(key: string): boolean {
  return key.startsWith("az");
}

/** 1 for the keys `a` and `az1`. */
export function ordinal(key: string): number {
  return isIdKey(key) ? Number(key.slice(2)) : key.charCodeAt(0) - "a".charCodeAt(0) + 1;
}

/** @throws RangeError when the zone is in another Region, or has no VPC links */
export function zoneNamed(zone: string, region: string): NamedZone {
  const id = /-(az\d+)$/.exec(zone)?.[1];
  if (id !== undefined) {
    const prefix = zoneIdPrefix(region);
    if (prefix !== undefined && !zone.startsWith(`${prefix}-`)) {
      throw new RangeError(`zone "${zone}" is not in ${region}; give ids that start with "${prefix}-"`);
    }
    const offered = vpcLinkZones(region);
    if (offered && !offered.includes(zone)) {
      throw new RangeError(`zone "${zone}" has no API Gateway VPC links; give zones of ${offered.join(", ")}`);
    }
    return { key: id, zone: { id: zone } };
  }
  const name = zone.length === 1 ? `${region}${zone}` : zone;
  if (!name.startsWith(region)) throw new RangeError(`zone "${zone}" is not in ${region}; give zones of that Region`);
  const key = name.slice(-1);
  if (ordinal(key) > MOST_LETTERS) {
    throw new RangeError(`zone "${zone}" does not exist; give letters from "a" to "f", or zone ids`);
  }
  return { key, zone: { name } };
}

const COMPASS: Readonly<Record<string, string>> = {
  central: "c",
  east: "e",
  gov: "g",
  north: "n",
  northeast: "ne",
  northwest: "nw",
  south: "s",
  southeast: "se",
  southwest: "sw",
  west: "w",
};

/** Prefix of a Region's zone ids, `usw2` for us-west-2; `undefined` for a Region with an unknown word. */
function zoneIdPrefix(region: string): string | undefined {
  const [area = "", ...words] = region.split("-");
  const number = words.pop() ?? "";
  const letters = words.map((word) => (Object.hasOwn(COMPASS, word) ? COMPASS[word] : undefined));
  return letters.includes(undefined) ? undefined : `${area}${letters.join("")}${number}`;
}
