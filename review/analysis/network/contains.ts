import { BlockList, isIP } from "node:net";
import type { Rule } from "./rules";

/** Whether every connection that `narrow` admits is admitted by `wide`. */
export const admits = (wide: Rule, narrow: Rule): boolean =>
  wide.group === narrow.group &&
  wide.direction === narrow.direction &&
  (wide.protocol === "all" || wide.protocol === narrow.protocol) &&
  (wide.fromPort === -1 || (wide.fromPort <= narrow.fromPort && narrow.toPort <= wide.toPort)) &&
  (wide.peer === narrow.peer || cidrContains(wide.peer, narrow.peer));

const cidrContains = (wide: string, narrow: string): boolean => {
  const outer = parseCidr(wide);
  const inner = parseCidr(narrow);
  if (outer === undefined || inner === undefined || outer.family !== inner.family || outer.prefix > inner.prefix) {
    return false;
  }
  const list = new BlockList();
  list.addSubnet(outer.address, outer.prefix, outer.family);
  return list.check(inner.address, inner.family);
};

const parseCidr = (text: string): { address: string; prefix: number; family: "ipv4" | "ipv6" } | undefined => {
  const [address, prefix] = text.split("/");
  const version = isIP(address ?? "");
  if (address === undefined || prefix === undefined || version === 0) return undefined;
  return { address, prefix: Number(prefix), family: version === 4 ? "ipv4" : "ipv6" };
};
