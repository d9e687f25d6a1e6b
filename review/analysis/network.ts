import { byText } from "../plan/json";
import type { World } from "../plan/world";
import { admits } from "./network/contains";
import { ruleKey, rulesOf, type Rule } from "./network/rules";
import type { Worlds } from "./worlds";

export interface NetworkChange {
  readonly change: "+" | "-";
  readonly stack: string;
  readonly group: string;
  readonly direction: "ingress" | "egress";
  readonly protocol: string;
  /** `443`, `8080-8090`, or `all`. */
  readonly ports: string;
  readonly peer: string;
  /** Whether connections become possible that no rule of the group admitted before. */
  readonly broadens: boolean;
}

interface Entry {
  readonly stack: string;
  readonly rule: Rule;
}

/**
 * Rules of security groups that come and go. A rule that only moves (from the group's own block to a resource of its
 * own, or to another address) is no change.
 */
export const networkChanges = (worlds: Worlds): readonly NetworkChange[] => {
  const before = entriesOf(worlds.before);
  const after = entriesOf(worlds.after);
  const admitted = groupBy([...before.values()]);
  return [
    ...[...after].filter(([key]) => !before.has(key)).map(([, entry]) => changeOf("+", entry, admitted)),
    ...[...before].filter(([key]) => !after.has(key)).map(([, entry]) => changeOf("-", entry, admitted)),
  ].sort(byText(sortText));
};

/**
 * A group that has its rules as resources of their own shows the same rules in its attributes, as AWS answers them:
 * unchanged there although their resource goes. Only a group that itself changes is read.
 */
const entriesOf = (world: World): ReadonlyMap<string, Entry> => {
  const entries = world.resources.flatMap((resource) => {
    const isGroup = resource.type === "aws_security_group" || resource.type === "aws_default_security_group";
    if (isGroup && sameRules(resource.change.before, resource.change.after)) return [];
    return rulesOf(resource, world).map((rule): [string, Entry] => [
      `${resource.stack}|${ruleKey(rule)}`,
      { stack: resource.stack, rule },
    ]);
  });
  return new Map(entries);
};

const sameRules = (before: World["resources"][number]["values"] | undefined, after: typeof before): boolean =>
  before !== undefined &&
  after !== undefined &&
  ["ingress", "egress"].every((key) => JSON.stringify(before[key]) === JSON.stringify(after[key]));

const groupBy = (entries: readonly Entry[]): ReadonlyMap<string, readonly Rule[]> => {
  const groups = new Map<string, Rule[]>();
  for (const { stack, rule } of entries) {
    const key = `${stack}|${rule.group}`;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return groups;
};

const changeOf = (change: "+" | "-", entry: Entry, admitted: ReadonlyMap<string, readonly Rule[]>): NetworkChange => {
  const { rule, stack } = entry;
  const earlier = admitted.get(`${stack}|${rule.group}`) ?? [];
  return {
    change,
    stack,
    group: rule.group,
    direction: rule.direction,
    protocol: rule.protocol,
    ports: portsOf(rule),
    peer: rule.peer,
    broadens: change === "+" && !earlier.some((wide) => admits(wide, rule)),
  };
};

const portsOf = ({ fromPort, toPort }: Rule): string => {
  if (fromPort === -1) return "all";
  return fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`;
};

const sortText = (change: NetworkChange): string =>
  [change.stack, change.group, change.direction, change.ports, change.peer, change.change].join(" ");
