import { sortedByText } from "../plan/by-text";
import type { PlannedResources } from "../plan/planned-resources";
import { Admitted } from "./network/contains";
import { GROUP_TYPES, ruleKey, rulesOf, type Rule } from "./network/rules";
import type { BeforeAndAfter } from "./before-and-after";
import { whoHasCidr, type Who } from "./who";

export interface NetworkChange {
  readonly change: "+" | "-";
  readonly stack: string;
  /** The resource that states the rule. */
  readonly address: string;
  readonly group: string;
  readonly direction: "ingress" | "egress";
  readonly protocol: string;
  /** `443`, `8080-8090`, or `all`. */
  readonly ports: string;
  readonly peer: string;
  /** Whether connections become possible that no rule of the group admitted before. */
  readonly broadens: boolean;
  /** Who gets in, or whom the group gets to by a rule for egress: that is the group's own. */
  readonly who: Who;
}

/**
 * Rules of security groups that come and go. A rule that only moves (from the group's own block to a resource of its
 * own, or to another address) is no change.
 */
export function networkChanges(sides: BeforeAndAfter): readonly NetworkChange[] {
  const before = entriesOf(sides.before);
  const after = entriesOf(sides.after);
  const admitted = new Admitted([...before.values()].map(({ rule }) => rule));
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, entry]) => changeOf("-", entry, false));
  const come = [...after]
    .filter(([key]) => !before.has(key))
    .map(([, entry]) => changeOf("+", entry, !admitted.covers(entry.rule)));
  // What it was stands before what it is.
  return sortedByText([...gone, ...come], placeOf);
}

interface Entry {
  readonly stack: string;
  readonly address: string;
  readonly rule: Rule;
}

/**
 * A group that has its rules as resources of their own shows the same rules in its attributes, as AWS answers them:
 * unchanged there although their resource goes. Only a group that itself changes is read.
 */
function entriesOf(planned: PlannedResources): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const resource of planned.resources) {
    const { stack, address, type, change } = resource;
    if (GROUP_TYPES.has(type) && sameRules(change.before, change.after)) continue;
    for (const rule of rulesOf(resource, planned)) {
      entries.set(`${stack}|${ruleKey(rule)}`, { stack, address, rule });
    }
  }
  return entries;
}

function sameRules(before: PlannedResources["resources"][number]["values"] | undefined, after: typeof before): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    ["ingress", "egress", "security_group_ingress", "security_group_egress"].every(
      (key) => JSON.stringify(before[key]) === JSON.stringify(after[key]),
    )
  );
}

function changeOf(change: "+" | "-", { stack, address, rule }: Entry, broadens: boolean): NetworkChange {
  return {
    change,
    stack,
    address,
    group: rule.group.name,
    direction: rule.direction,
    protocol: rule.protocol,
    ports: rule.ports,
    peer: rule.peer.name,
    broadens,
    who: whoConnects(rule),
  };
}

function whoConnects({ direction, peer }: Rule): Who {
  if (direction === "egress" || peer.isKnown === true) return "this plan";
  if (/^sg-/.test(peer.key)) return "this account";
  // A group of another account stands behind its number.
  if (/^\d{12}\/sg-/.test(peer.key)) return "another account";
  return whoHasCidr(peer.key);
}

function placeOf({ stack, group, direction, change, ports, peer }: NetworkChange): string {
  return `${stack} ${group} ${direction} ${change === "-" ? 0 : 1} ${ports} ${peer}`;
}
