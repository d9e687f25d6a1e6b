/** Where a zone's subnets lie, and what the zone is called in Terraform addresses. */
export interface ZoneSubnets {
  /** Stable key: the zone's letter, or the part of its id after the hyphen. */
  readonly key: string;
  readonly zone: { readonly name: string } | { readonly id: string };
  readonly publicCidr: string;
  readonly privateCidr: string;
}

/** Regions in which a new account has no zone `b`, with two zones that it has. */
const ZONES_BY_REGION: Readonly<Record<string, readonly string[]>> = {
  "ap-northeast-1": ["a", "c"],
  "us-west-1": ["a", "c"],
};

const PRIVATE_PREFIX = 20;
const PUBLIC_PREFIX = 24;

/** Most zones that a Region has, and so the numbers that a zone's letter or id stands for. */
const MOST_ZONES = 7;

/**
 * The subnets of a VPC: the first /20 is cut into public /24s, every zone then has a private /20. In a range of /17 or
 * larger the zone says which, `b` and `az2` the second, so that zones come, go and are exchanged without moving the
 * others or waiting for their blocks; in a smaller range it is the order in which they are named.
 *
 * @throws RangeError with what is wrong with the range
 */
export function planSubnets(
  cidr: string,
  region: string,
  zones: readonly string[] | undefined,
): readonly ZoneSubnets[] {
  const { base, prefix } = parseCidr(cidr);
  const chosen = zones ?? ZONES_BY_REGION[region] ?? ["a", "b"];
  const named = chosen.map((zone) => zoneNamed(zone, region));
  const twice = chosen.find((_zone, index) => named.findIndex(({ key }) => key === named[index]?.key) !== index);
  if (twice !== undefined) throw new RangeError(`zone "${twice}" stands twice; name each once`);
  const room = prefix > PRIVATE_PREFIX ? 0 : 2 ** (PRIVATE_PREFIX - prefix);
  if (room < chosen.length + 1) {
    const needed = PRIVATE_PREFIX - Math.ceil(Math.log2(chosen.length + 1));
    throw new RangeError(
      `holds ${String(room)} blocks of /20, and ${String(chosen.length)} zones need ${String(chosen.length + 1)}; give a range of /${String(needed)} or larger`,
    );
  }
  const own = named.map(({ key }) => ordinal(key));
  const places =
    room > Math.max(MOST_ZONES, ...own) && new Set(own).size === own.length ? own : own.map((_, index) => index + 1);
  return named.map((zone, index) => {
    const place = places[index] ?? index + 1;
    return {
      ...zone,
      publicCidr: block(base, PUBLIC_PREFIX, place - 1),
      privateCidr: block(base, PRIVATE_PREFIX, place),
    };
  });
}

/** 1 for `a` and `az1`. */
function ordinal(key: string): number {
  return key.startsWith("az") ? Number(key.slice(2)) : key.charCodeAt(0) - "a".charCodeAt(0) + 1;
}

function zoneNamed(zone: string, region: string): Pick<ZoneSubnets, "key" | "zone"> {
  const id = /-(az\d+)$/.exec(zone)?.[1];
  if (id !== undefined) {
    const prefix = zoneIdPrefix(region);
    if (prefix !== undefined && !zone.startsWith(`${prefix}-`)) {
      throw new RangeError(`zone "${zone}" is not in ${region}; give ids that start with "${prefix}-"`);
    }
    return { key: id, zone: { id: zone } };
  }
  const name = zone.length === 1 ? `${region}${zone}` : zone;
  if (!name.startsWith(region)) throw new RangeError(`zone "${zone}" is not in ${region}; give zones of that Region`);
  return { key: name.slice(-1), zone: { name } };
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

/** What a Region's zone ids begin with, `usw2` for us-west-2; `undefined` where a word of it is not known. */
function zoneIdPrefix(region: string): string | undefined {
  const [area = "", ...words] = region.split("-");
  const number = words.pop() ?? "";
  const letters = words.map((word) => (Object.hasOwn(COMPASS, word) ? COMPASS[word] : undefined));
  return letters.includes(undefined) ? undefined : `${area}${letters.join("")}${number}`;
}

function parseCidr(cidr: string): { base: number; prefix: number } {
  const [address = "", length = ""] = cidr.split("/");
  const octets = address.split(".").map(Number);
  const prefix = Number(length);
  if (octets.some((octet) => octet > 255)) throw new RangeError(`is no IPv4 range; each part is 0 to 255`);
  if (prefix < 16 || prefix > 28)
    throw new RangeError(`is no range that a VPC can have; give one of /16 to /28, like 10.0.0.0/16`);
  const base = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - prefix);
  if (base % size !== 0)
    throw new RangeError(`does not start on its own boundary; give ${format(base - (base % size))}/${length}`);
  return { base, prefix };
}

function block(base: number, prefix: number, index: number): string {
  return `${format(base + index * 2 ** (32 - prefix))}/${String(prefix)}`;
}

function format(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
