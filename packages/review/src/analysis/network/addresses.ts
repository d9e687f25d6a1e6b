import { isIP } from "node:net";

/** The first and the last address of a CIDR, as numbers. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** The addresses of `10.0.0.0/8`, `2001:db8::/32` or a single address; undefined for anything else. */
export function rangeOf(cidr: string): AddressRange | undefined {
  const [address = "", length] = cidr.split("/");
  const family = isIP(address);
  if (family !== 4 && family !== 6) return undefined;
  const bits = family === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = (numberOf(address, family) / size) * size;
  return { family, first, last: first + size - 1n };
}

/** Whether every address of a CIDR is in one of the others, or in several of them together. */
export function isWithin(narrow: string, wide: readonly string[]): boolean {
  if (wide.includes(narrow)) return true;
  const range = rangeOf(narrow);
  if (range === undefined) return false;
  return isCovered(
    range,
    wide.flatMap((cidr) => rangeOf(cidr) ?? []),
  );
}

export function isCovered(range: AddressRange, others: readonly AddressRange[]): boolean {
  const sorted = others
    .filter(({ family, last }) => family === range.family && last >= range.first)
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  let next = range.first;
  for (const other of sorted) {
    if (other.first > next) return false;
    if (other.last >= next) next = other.last + 1n;
    if (next > range.last) return true;
  }
  return false;
}

export function overlaps(one: AddressRange, other: AddressRange): boolean {
  return one.family === other.family && one.first <= other.last && other.first <= one.last;
}

function numberOf(address: string, family: 4 | 6): bigint {
  if (family === 4) return address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const embedded = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = "", tail] = embedded.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...(tail === undefined ? [] : zeros), ...right].reduce(
    (sum, part) => sum * 65536n + BigInt(`0x${part}`),
    0n,
  );
}
