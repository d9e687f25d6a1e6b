import { BlockList, isIP } from "node:net";
import { parseArn } from "@private-http-api/terraform-json";
import { ACCOUNT } from "../plan/accounts-of-plan";

/** Who gains by a change, from the widest circle to the narrowest; `unknown`: what decides it is in no plan. */
export const CIRCLES = ["anyone", "another account", "unknown", "this account", "this plan"] as const;

export type Who = (typeof CIRCLES)[number];

export interface Grade {
  readonly who: Who;
  /** Whether those who gain may do everything, or grant themselves the right to. */
  readonly administrator?: boolean;
}

/** Whether more access is for anyone, another account, an administrator or unknown principals. */
export function isOutside({ who, administrator }: Grade): boolean {
  return administrator === true || who === "anyone" || who === "another account" || who === "unknown";
}

export function widest(circles: readonly Who[]): Who {
  return CIRCLES.find((circle) => circles.includes(circle)) ?? "this account";
}

export function narrowestOf(circles: readonly Who[]): Who {
  return [...CIRCLES].reverse().find((circle) => circles.includes(circle)) ?? "this account";
}

/** Whether what is for the one circle is for fewer than what is for the other. */
export function isNarrower(who: Who, other: Who): boolean {
  return CIRCLES.indexOf(who) > CIRCLES.indexOf(other);
}

const PRIVATE = new BlockList();
for (const [address, prefix] of [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
  ["169.254.0.0", 16],
  ["127.0.0.0", 8],
] as const) {
  PRIVATE.addSubnet(address, prefix, "ipv4");
}
for (const [address, prefix] of [
  ["fc00::", 7],
  ["fe80::", 10],
] as const) {
  PRIVATE.addSubnet(address, prefix, "ipv6");
}

/** Up to this many addresses belong to one party: an office, a partner. */
const SOMEBODY = { ipv4: 16, ipv6: 32 } as const;

/** Who has the addresses of a CIDR. A private range (RFC 1918, 6598, 4193) is reached from inside only. */
export function whoHasCidr(cidr: string): Who {
  const [address = "", length] = cidr.split("/");
  const version = isIP(address);
  if (version === 0) return "unknown";
  const family = version === 4 ? "ipv4" : "ipv6";
  const prefix = length === undefined ? (version === 4 ? 32 : 128) : Number(length);
  if (PRIVATE.check(address, family) && prefix >= 7) return "this account";
  return prefix < SOMEBODY[family] ? "anyone" : "another account";
}

/** Whom an account, an ARN or a word for everyone means. */
export function whoIs(value: string, own: ReadonlySet<string>): Who {
  if (/^(\*|all|everyone|anonymous|public)$/i.test(value)) return "anyone";
  if (value.includes("${")) return "this plan";
  const account = parseArn(value)?.account ?? value;
  if (!ACCOUNT.test(account)) return "unknown";
  return own.has(account) ? "this account" : "another account";
}
