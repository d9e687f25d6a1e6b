/** The four parts of an IPv4 address as one number. */
export function addressNumber(octets: readonly number[]): number {
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

/** The address of such a number. */
export function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/**
 * The range that AWS makes of one that has bits set beyond its prefix: every later plan would show a difference.
 * @returns undefined where no such bit is set
 */
export function rangeOnBoundary(base: number, prefix: number): string | undefined {
  const beyond = base % 2 ** (32 - prefix);
  return beyond === 0 ? undefined : `${addressText(base - beyond)}/${String(prefix)}`;
}
