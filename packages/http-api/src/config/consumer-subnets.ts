import { addressNumber, addressText, rangeOnBoundary } from "./ipv4-range";

/** Blocks that a consumer's range is divided into, one per zone; a Region has seven zones at most. */
const BLOCKS = 8;

/** A consumer's subnet in one zone. */
export interface ConsumerBlock {
  readonly cidr: string;
  /** The endpoint's. It is made before anything else in the subnet, so that the address is free. */
  readonly address: string;
}

/**
 * The ranges of a consumer's subnets, in the order of the zones: eighths of the VPC's.
 *
 * @throws RangeError with what is wrong with the range
 */
export function consumerSubnets(cidr: string, zones: number): readonly ConsumerBlock[] {
  const [address = "", bits = ""] = cidr.split("/");
  const octets = address.split(".").map(Number);
  const prefix = Number(bits);
  if (octets.some((octet) => octet > 255)) throw new RangeError("is not an IPv4 range; each part is 0 to 255");
  if (prefix < 16 || prefix > 25) throw new RangeError("is too large or too small; give one of /16 to /25");
  const base = addressNumber(octets);
  const whole = rangeOnBoundary(base, prefix);
  if (whole !== undefined) throw new RangeError(`does not start on its own boundary; give ${whole}`);
  const size = 2 ** (32 - prefix) / BLOCKS;
  const length = prefix + Math.log2(BLOCKS);
  return Array.from({ length: zones }, (_zone, index) => ({
    cidr: `${addressText(base + index * size)}/${String(length)}`,
    // The very last one is the broadcast address, which AWS keeps.
    address: addressText(base + (index + 1) * size - 2),
  }));
}
