import { blocksOf, textOf, textsOf, type Json, type JsonObject } from "@private-http-api/terraform-json";
import type { ResourceChange } from "../../plan/stack-plan";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";
import { ruleKey, rulesOf } from "../network/rules";
import type { BeforeAndAfter } from "../before-and-after";

/** A list's entries that no resource manages, and managed ones that are missing. */
export interface ListDrift {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

interface Entry {
  readonly key: string;
  readonly text: string;
}

type Reader = (resource: Resource, planned: PlannedResources) => readonly Entry[];

/** A list in which AWS shows every entry: those that the resource states, and those that resources of their own do. */
interface SharedList {
  readonly shown: Reader;
  /** Types of resources that state entries of it. */
  readonly stated: Readonly<Record<string, Reader>>;
}

/** What drifted in a list that also shows what resources of their own state; undefined for other attributes. */
export function listDrift(change: ResourceChange, attribute: string, sides: BeforeAndAfter): ListDrift | undefined {
  const list = LISTS[change.type]?.[attribute];
  if (list === undefined) return undefined;
  const [before, after] = [change.before, change.after].map((values) =>
    list.shown({ ...change, values: values ?? {}, change }, sides.before),
  ) as [readonly Entry[], readonly Entry[]];
  return {
    // What a resource of its own will make again is in that resource's drift.
    gone: without(before, after, statedIn(list, sides.after)),
    come: without(after, before, statedIn(list, sides.before)),
  };
}

function rules(direction: "ingress" | "egress"): Reader {
  return (resource, planned) =>
    rulesOf(resource, planned)
      .filter((rule) => rule.direction === direction)
      .map((rule) => ({
        key: ruleKey(rule),
        text: `${rule.group.name}: ${rule.protocol} ${rule.ports} ${rule.peer.name}`,
      }));
}

function rulesList(direction: "ingress" | "egress"): SharedList {
  return {
    shown: rules(direction),
    stated: {
      aws_security_group_rule: rules(direction),
      [`aws_vpc_security_group_${direction}_rule`]: rules(direction),
    },
  };
}

const routesList: SharedList = {
  shown: ({ values }) => blocksOf(values["route"]).map((route) => routeEntry(values["id"], route)),
  stated: { aws_route: ({ values }) => [routeEntry(values["route_table_id"], values)] },
};

const DESTINATIONS = [
  "cidr_block",
  "destination_cidr_block",
  "ipv6_cidr_block",
  "destination_ipv6_cidr_block",
  "destination_prefix_list_id",
];

const TARGETS = [
  "carrier_gateway_id",
  "core_network_arn",
  "egress_only_gateway_id",
  "gateway_id",
  "local_gateway_id",
  "nat_gateway_id",
  "network_interface_id",
  "odb_network_arn",
  "transit_gateway_id",
  "vpc_endpoint_id",
  "vpc_peering_connection_id",
];

function routeEntry(table: Json | undefined, route: JsonObject): Entry {
  function first(keys: readonly string[]): string {
    return keys.map((key) => textOf(route[key])).find(Boolean) ?? "";
  }
  const text = `${textOf(table) ?? "(unknown table)"}: ${first(DESTINATIONS)} by ${first(TARGETS)}`;
  return { key: text, text };
}

/** An entry of a role's list, the role shown by its name. */
function ofRole(
  resource: Resource,
  role: Json | undefined,
  planned: PlannedResources,
  name: string,
  text = name,
): Entry {
  const known = planned.resolve(resource, role, "aws_iam_role");
  return { key: `${known === undefined ? (textOf(role) ?? "") : identityOf(known)}|${name}`, text };
}

const inlinePolicies: SharedList = {
  shown: (role, planned) =>
    blocksOf(role.values["inline_policy"]).map((block) => {
      const name = textOf(block["name"]) ?? "";
      return ofRole(role, role.values["id"], planned, name, `${name}: ${textOf(block["policy"]) ?? ""}`);
    }),
  // By name: another text of it is the drift of the policy's own resource.
  stated: {
    aws_iam_role_policy: (policy, planned) => [
      ofRole(policy, policy.values["role"], planned, textOf(policy.values["name"]) ?? ""),
    ],
  },
};

const attachedPolicies: SharedList = {
  shown: (role, planned) =>
    textsOf(role.values["managed_policy_arns"]).map((arn) => ofRole(role, role.values["id"], planned, arn)),
  stated: {
    aws_iam_role_policy_attachment: (entry, planned) =>
      textsOf(entry.values["policy_arn"]).map((arn) => ofRole(entry, entry.values["role"], planned, arn)),
    aws_iam_role_policy_attachments_exclusive: (entry, planned) =>
      textsOf(entry.values["policy_arns"]).map((arn) => ofRole(entry, entry.values["role_name"], planned, arn)),
    aws_iam_policy_attachment: (entry, planned) =>
      textsOf(entry.values["roles"]).flatMap((role) =>
        textsOf(entry.values["policy_arn"]).map((arn) => ofRole(entry, role, planned, arn)),
      ),
  },
};

const LISTS: Readonly<Record<string, Readonly<Record<string, SharedList>>>> = {
  aws_default_route_table: { route: routesList },
  aws_default_security_group: { ingress: rulesList("ingress"), egress: rulesList("egress") },
  aws_iam_role: { inline_policy: inlinePolicies, managed_policy_arns: attachedPolicies },
  aws_route_table: { route: routesList },
  aws_security_group: { ingress: rulesList("ingress"), egress: rulesList("egress") },
};

/** Keys of the entries that resources of their own state. */
function statedIn(list: SharedList, planned: PlannedResources): ReadonlySet<string> {
  return new Set(
    Object.entries(list.stated).flatMap(([type, read]) =>
      planned.ofType(type).flatMap((resource) => read(resource, planned).map(({ key }) => key)),
    ),
  );
}

function without(entries: readonly Entry[], others: readonly Entry[], stated: ReadonlySet<string>): readonly string[] {
  return entries
    .filter(({ key }) => !stated.has(key) && !others.some((other) => other.key === key))
    .map(({ text }) => text);
}
