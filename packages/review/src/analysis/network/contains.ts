import { BlockList, isIP } from "node:net";
import type { Rule } from "./rules";

/** Answers whether rules admit all that another one does. Looks only at those of its group, direction and protocol. */
export class Admitted {
  private readonly byTraffic = new Map<string, ByPorts>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) {
      const key = trafficKey(rule, rule.protocol);
      const ranges = this.byTraffic.get(key) ?? new ByPorts();
      this.byTraffic.set(key, ranges);
      ranges.add(rule);
    }
  }

  /** Whether one of the rules admits every connection that `narrow` admits. */
  covers(narrow: Rule): boolean {
    return ["all", narrow.protocol].some((protocol) =>
      this.byTraffic.get(trafficKey(narrow, protocol))?.covers(narrow),
    );
  }
}

const trafficKey = ({ group, direction }: Rule, protocol: string): string => `${group.key}|${direction}|${protocol}`;

/** Rules of one group, direction and protocol. */
class ByPorts {
  /** Rules of one port, and of all. Most are: a rule then meets few others. */
  private readonly single = new Map<number, Rule[]>();
  private readonly ranges: Rule[] = [];

  add(rule: Rule): void {
    if (rule.fromPort !== rule.toPort || isIcmp(rule)) {
      this.ranges.push(rule);
      return;
    }
    const known = this.single.get(rule.fromPort);
    if (known === undefined) this.single.set(rule.fromPort, [rule]);
    else known.push(rule);
  }

  covers(narrow: Rule): boolean {
    const candidates = [
      ...(this.single.get(-1) ?? []),
      ...(narrow.fromPort === narrow.toPort && narrow.fromPort !== -1 ? (this.single.get(narrow.fromPort) ?? []) : []),
      ...this.ranges.filter((wide) => coversPorts(wide, narrow)),
    ];
    return candidates.some((wide) => wide.peer.key === narrow.peer.key || cidrContains(wide.peer.key, narrow.peer.key));
  }
}

const isIcmp = ({ protocol }: Rule): boolean => protocol.startsWith("icmp");

const coversPorts = (wide: Rule, narrow: Rule): boolean => {
  if (wide.fromPort === -1) return true;
  // Of ICMP the two are a type and a code, -1 for every code.
  if (isIcmp(wide)) return wide.fromPort === narrow.fromPort && (wide.toPort === -1 || wide.toPort === narrow.toPort);
  return wide.fromPort <= narrow.fromPort && narrow.toPort <= wide.toPort;
};

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
