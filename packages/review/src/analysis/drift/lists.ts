import { blocksOf, textOf, textsOf, type Json, type JsonObject } from "../../plan/json";
import type { ResourceChange } from "../../plan/stack-plan";
import { identityOf, type Resource, type World } from "../../plan/world";
import { ruleKey, rulesOf } from "../network/rules";
import type { Worlds } from "../worlds";

/** A list's entries that nobody manages, and those of it that are missing. */
export interface ListDrift {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

interface Entry {
  readonly key: string;
  readonly text: string;
}

type Reader = (resource: Resource, world: World) => readonly Entry[];

/** A list in which AWS shows every entry: those that the resource states, and those that resources of their own do. */
interface SharedList {
  readonly shown: Reader;
  /** Types of resources that state entries of it. */
  readonly stated: Readonly<Record<string, Reader>>;
}

/** What drifted in a list that also shows what resources of their own state; undefined for other attributes. */
export const listDrift = (change: ResourceChange, attribute: string, worlds: Worlds): ListDrift | undefined => {
  const list = LISTS[change.type]?.[attribute];
  if (list === undefined) return undefined;
  const shownIn = (values: JsonObject | undefined): readonly Entry[] =>
    list.shown({ ...change, values: values ?? {}, change }, worlds.before);
  const statedIn = (world: World): ReadonlySet<string> =>
    new Set(
      Object.entries(list.stated).flatMap(([type, read]) =>
        world.ofType(type).flatMap((resource) => read(resource, world).map(({ key }) => key)),
      ),
    );
  const [before, after] = [shownIn(change.before), shownIn(change.after)];
  const without = (entries: readonly Entry[], others: readonly Entry[], stated: ReadonlySet<string>) =>
    entries.filter(({ key }) => !stated.has(key) && !others.some((other) => other.key === key)).map(({ text }) => text);
  return {
    // What a resource of its own will make again is told by that resource's drift.
    gone: without(before, after, statedIn(worlds.after)),
    come: without(after, before, statedIn(worlds.before)),
  };
};

const rules =
  (direction: "ingress" | "egress"): Reader =>
  (resource, world) =>
    rulesOf(resource, world)
      .filter((rule) => rule.direction === direction)
      .map((rule) => ({
        key: ruleKey(rule),
        text: `${rule.group.name}: ${rule.protocol} ${rule.ports} ${rule.peer.name}`,
      }));

const rulesList = (direction: "ingress" | "egress"): SharedList => ({
  shown: rules(direction),
  stated: {
    aws_security_group_rule: rules(direction),
    [`aws_vpc_security_group_${direction}_rule`]: rules(direction),
  },
});

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

const routeEntry = (table: Json | undefined, route: JsonObject): Entry => {
  const first = (keys: readonly string[]): string => keys.map((key) => textOf(route[key])).find(Boolean) ?? "";
  const text = `${textOf(table) ?? "(unknown table)"}: ${first(DESTINATIONS)} by ${first(TARGETS)}`;
  return { key: text, text };
};

/** An entry of a role's list, the role told by its name. */
const ofRole = (resource: Resource, role: Json | undefined, world: World, name: string, text = name): Entry => {
  const known = world.resolve(resource, role, "aws_iam_role");
  return { key: `${known === undefined ? (textOf(role) ?? "") : identityOf(known)}|${name}`, text };
};

const inlinePolicies: SharedList = {
  shown: (role, world) =>
    blocksOf(role.values["inline_policy"]).map((block) => {
      const name = textOf(block["name"]) ?? "";
      return ofRole(role, role.values["id"], world, name, `${name}: ${textOf(block["policy"]) ?? ""}`);
    }),
  // By name: another text of it is the drift of the policy's own resource.
  stated: {
    aws_iam_role_policy: (policy, world) => [
      ofRole(policy, policy.values["role"], world, textOf(policy.values["name"]) ?? ""),
    ],
  },
};

const attachedPolicies: SharedList = {
  shown: (role, world) =>
    textsOf(role.values["managed_policy_arns"]).map((arn) => ofRole(role, role.values["id"], world, arn)),
  stated: {
    aws_iam_role_policy_attachment: (entry, world) =>
      textsOf(entry.values["policy_arn"]).map((arn) => ofRole(entry, entry.values["role"], world, arn)),
    aws_iam_role_policy_attachments_exclusive: (entry, world) =>
      textsOf(entry.values["policy_arns"]).map((arn) => ofRole(entry, entry.values["role_name"], world, arn)),
    aws_iam_policy_attachment: (entry, world) =>
      textsOf(entry.values["roles"]).flatMap((role) =>
        textsOf(entry.values["policy_arn"]).map((arn) => ofRole(entry, role, world, arn)),
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
