import { isWithin } from "./addresses";
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

function trafficKey({ group, direction }: Rule, protocol: string): string {
  return `${group.key}|${direction}|${protocol}`;
}

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
    const exact = narrow.fromPort === narrow.toPort && narrow.fromPort !== -1;
    const single = exact ? (this.single.get(narrow.fromPort) ?? []) : [];
    const candidates = [...(this.single.get(-1) ?? []), ...single, ...this.ranges];
    if (
      admitsPeer(
        candidates.filter((wide) => coversPorts(wide, narrow)),
        narrow,
      )
    )
      return true;
    if (exact || narrow.fromPort === -1 || isIcmp(narrow)) return false;
    return this.coversInParts(narrow);
  }

  /** Several ranges of ports may make up one. */
  private coversInParts(narrow: Rule): boolean {
    const within = [...this.single.values()]
      .flat()
      .concat(this.ranges)
      .filter((wide) => overlapsPorts(wide, narrow));
    const starts = within.flatMap(({ fromPort, toPort }) => [fromPort, toPort + 1]);
    const edges = [narrow.fromPort, ...starts.filter((port) => port > narrow.fromPort && port <= narrow.toPort)];
    const sorted = [...new Set(edges)].sort((a, b) => a - b);
    return sorted.every((fromPort, index) => {
      const toPort = (sorted[index + 1] ?? narrow.toPort + 1) - 1;
      const part = { ...narrow, fromPort, toPort };
      return admitsPeer(
        within.filter((wide) => coversPorts(wide, part)),
        part,
      );
    });
  }
}

/** Whether a peer is one of those admitted, or all its addresses are, by several of them together. */
function admitsPeer(rules: readonly Rule[], { peer }: Rule): boolean {
  return (
    rules.some((wide) => wide.peer.key === peer.key) ||
    isWithin(
      peer.key,
      rules.map((wide) => wide.peer.key),
    )
  );
}

function overlapsPorts(wide: Rule, narrow: Rule): boolean {
  return wide.fromPort === -1 || (wide.fromPort <= narrow.toPort && narrow.fromPort <= wide.toPort);
}

function isIcmp({ protocol }: Rule): boolean {
  return protocol.startsWith("icmp");
}

function coversPorts(wide: Rule, narrow: Rule): boolean {
  if (wide.fromPort === -1) return true;
  // Of ICMP the two are a type and a code, -1 for every code.
  if (isIcmp(wide)) return wide.fromPort === narrow.fromPort && (wide.toPort === -1 || wide.toPort === narrow.toPort);
  return wide.fromPort <= narrow.fromPort && narrow.toPort <= wide.toPort;
}
