import { blocksOf, numberOf, textOf, type JsonObject } from "@private-http-api/terraform-json";
import { oncePer } from "../../plan/once-per";
import { identityOf, type PlannedResources, type Resource } from "../../plan/planned-resources";
import { push } from "../../plan/push";
import type { ResourceChange } from "../../plan/stack-plan";
import type { BeforeAndAfter } from "../before-and-after";
import type { WorseSetting } from "./worse-setting";

const ACLS = ["aws_network_acl", "aws_default_network_acl"];

/** One rule of a network ACL, by what decides whether it is the one that counts. */
interface Rule {
  readonly direction: "in" | "out";
  readonly number: number;
  readonly allows: boolean;
  /** Whether it takes every protocol and every address of a version. */
  readonly takes: "IPv4" | "IPv6" | undefined;
}

/**
 * Rules of a network ACL that come and deny everything, before any rule that allows something: the lowest number that fits
 * counts. https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function deniesAll(change: ResourceChange, sides: BeforeAndAfter): readonly WorseSetting[] {
  const { stack, address, type, after } = change;
  if (after === undefined || change.action === "no-op" || change.deposed) return [];
  const acl = aclOf({ stack, address, type, values: after, change }, sides.after);
  if (acl === undefined || newAcls(sides.after).has(acl.key)) return [];
  const rules = rulesOf(sides.after).get(acl.key) ?? [];
  const earlier = rulesOf(sides.before).get(acl.key) ?? [];
  return acl.rules
    .filter((rule) => isFirst(rule, rules) && !earlier.some((was) => was.takes === rule.takes && isFirst(was, earlier)))
    .map(({ direction, number, takes }) => ({
      level: "interrupts traffic",
      because: `rule ${number} denies all ${takes ?? ""} traffic ${direction}`,
      expect: "no later rule of the network ACL counts",
    }));
}

/** Identities of the ACLs that a change creates. */
const newAcls = oncePer((planned: PlannedResources): ReadonlySet<string> => {
  const created = planned.ofType(...ACLS).filter(({ change }) => change.action === "create" && !change.imported);
  return new Set(created.map(identityOf));
});

function isFirst(rule: Rule, rules: readonly Rule[]): boolean {
  if (rule.allows || rule.takes === undefined) return false;
  return !rules.some((other) => other.allows && other.direction === rule.direction && other.number < rule.number);
}

function aclOf(resource: Resource, planned: PlannedResources): { key: string; rules: readonly Rule[] } | undefined {
  const { type, values } = resource;
  if (type === "aws_network_acl_rule") {
    const acl = planned.resolve(resource, values["network_acl_id"], ...ACLS);
    const key = acl === undefined ? (textOf(values["network_acl_id"]) ?? "") : identityOf(acl);
    return { key, rules: [ruleOf(values, values["egress"] === true ? "out" : "in")] };
  }
  if (!ACLS.includes(type)) return undefined;
  const rules = (["ingress", "egress"] as const).flatMap((side) =>
    blocksOf(values[side]).map((block) => ruleOf(block, side === "egress" ? "out" : "in")),
  );
  return { key: identityOf(resource), rules };
}

function ruleOf(block: JsonObject, direction: Rule["direction"]): Rule {
  const action = textOf(block["rule_action"]) ?? textOf(block["action"]) ?? "";
  const isEvery = /^(-1|all)$/.test(textOf(block["protocol"]) ?? "");
  const takes = block["cidr_block"] === "0.0.0.0/0" ? "IPv4" : block["ipv6_cidr_block"] === "::/0" ? "IPv6" : undefined;
  return {
    direction,
    number: numberOf(block["rule_number"]) ?? numberOf(block["rule_no"]) ?? 0,
    allows: action.toLowerCase() === "allow",
    takes: isEvery ? takes : undefined,
  };
}

/** Rules by ACL. */
const rulesOf = oncePer((planned: PlannedResources): ReadonlyMap<string, readonly Rule[]> => {
  const found = new Map<string, Rule[]>();
  for (const resource of planned.resources) {
    const acl = aclOf(resource, planned);
    if (acl === undefined) continue;
    for (const rule of acl.rules) push(found, acl.key, rule);
  }
  return found;
});
