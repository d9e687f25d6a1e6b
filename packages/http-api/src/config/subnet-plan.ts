import { addressNumber, addressText, rangeOnBoundary } from "./ipv4-range";
import { defaultZones, isIdKey, MOST_ZONES, ordinal, zoneNamed, type NamedZone } from "./zones";

/** The ranges of a zone's subnets. */
export interface ZoneSubnets extends NamedZone {
  readonly publicCidr: string;
  readonly privateCidr: string;
}

/** First octets of ranges that hosts cannot have [IANA IPv4 Special-Purpose Address Registry]. */
const RESERVED = [
  { first: 0, last: 0, what: "this network (0.0.0.0/8)" },
  { first: 127, last: 127, what: "loopback" },
  { first: 224, last: 239, what: "multicast" },
  { first: 240, last: 255, what: "reserved" },
];

const PRIVATE_PREFIX = 20;
const PUBLIC_PREFIX = 24;
/** Public subnets that fit into the first /20. */
const PUBLIC_BLOCKS = 2 ** (PUBLIC_PREFIX - PRIVATE_PREFIX);

/**
 * The subnets of a VPC: the first /20 is divided into public /24s, and every zone has a private /20. In a range of /17 or
 * larger the zone decides which one, `b` the second and `az2` the last but one, so that zones can be added, removed and
 * replaced, also letters by ids, without moving the others or waiting for their blocks. In a smaller range the order in
 * which they are named decides, from the front or, for ids, from the back.
 *
 * @throws RangeError with what is wrong with the range
 */
export function planSubnets(
  cidr: string,
  region: string,
  zones: readonly string[] | undefined,
): readonly ZoneSubnets[] {
  const { base, prefix } = parseCidr(cidr);
  const named = zones?.map((zone) => zoneNamed(zone, region)) ?? defaultZones(region);
  const keys = named.map(({ key }) => key);
  const twice = zones?.find((_zone, index) => keys.indexOf(keys[index] ?? "") !== index);
  if (twice !== undefined) throw new RangeError(`zone "${twice}" is listed twice; name each once`);
  const room = prefix > PRIVATE_PREFIX ? 0 : 2 ** (PRIVATE_PREFIX - prefix);
  if (room < named.length + 1) {
    const needed = PRIVATE_PREFIX - Math.ceil(Math.log2(named.length + 1));
    throw new RangeError(
      `holds ${String(room)} blocks of /20, and ${String(named.length)} zones need ${String(named.length + 1)}; give a range of /${String(needed)} or larger`,
    );
  }
  const places = placesOf(keys, room);
  return named.map((zone, index) => {
    const place = places[index] ?? index + 1;
    return {
      ...zone,
      publicCidr: block(base, PUBLIC_PREFIX, isIdKey(zone.key) ? PUBLIC_BLOCKS - (room - place) : place - 1),
      privateCidr: block(base, PRIVATE_PREFIX, place),
    };
  });
}

/** Which /20 each zone's private subnet is, from 1: letters count from the front and ids from the back. */
function placesOf(keys: readonly string[], room: number): readonly number[] {
  function place(key: string, number: number): number {
    return isIdKey(key) ? room - number : number;
  }
  const byNumber = keys.map((key) => place(key, ordinal(key)));
  const byOrder = keys.map((key, index) => place(key, index + 1));
  const hasRoom = room > Math.max(MOST_ZONES, ...keys.map(ordinal));
  const plans = hasRoom ? [byNumber, byOrder] : [byOrder];
  return plans.find((places) => new Set(places).size === keys.length) ?? keys.map((_key, index) => index + 1);
}

function parseCidr(cidr: string): { base: number; prefix: number } {
  const [address = "", length = ""] = cidr.split("/");
  const octets = address.split(".").map(Number);
  const prefix = Number(length);
  if (octets.some((octet) => octet > 255)) throw new RangeError(`is not an IPv4 range; each part is 0 to 255`);
  if (prefix < 16 || prefix > 28)
    throw new RangeError(`is not a range that a VPC can have; give one of /16 to /28, like 10.0.0.0/16`);
  const base = addressNumber(octets);
  const reserved = RESERVED.find(({ first, last }) => (octets[0] ?? 0) >= first && (octets[0] ?? 0) <= last);
  if (reserved) throw new RangeError(`is ${reserved.what}; give a private range, like 10.0.0.0/16`);
  if (octets[0] === 169 && octets[1] === 254) {
    throw new RangeError("is link-local; give a private range, like 10.0.0.0/16");
  }
  const whole = rangeOnBoundary(base, prefix);
  if (whole !== undefined) throw new RangeError(`does not start on its own boundary; give ${whole}`);
  return { base, prefix };
}

function block(base: number, prefix: number, index: number): string {
  return `${addressText(base + index * 2 ** (32 - prefix))}/${String(prefix)}`;
}
