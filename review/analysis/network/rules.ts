import { blocksOf, numberOf, textOf, textsOf, type JsonObject } from "../../plan/json";
import type { Resource, World } from "../../plan/world";
import { nameOf } from "../labels";

/** One peer that one security group lets in or out. */
export interface Rule {
  readonly group: string;
  readonly direction: "ingress" | "egress";
  /** `tcp`, `udp`, `icmp`, `all`, or a protocol number. */
  readonly protocol: string;
  /** -1 to -1 for every port. */
  readonly fromPort: number;
  readonly toPort: number;
  /** A CIDR, a prefix list, or the name of a security group. */
  readonly peer: string;
}

export const ruleKey = (rule: Rule): string =>
  [rule.group, rule.direction, rule.protocol, rule.fromPort, rule.toPort, rule.peer].join("|");

/** The rules that a resource states, on one side of a change. */
export const rulesOf = (resource: Resource, world: World): readonly Rule[] => {
  const { values, type } = resource;
  const groupOf = (value: JsonObject[string] | undefined): string => groupName(resource, value, world);
  const direction = type === "aws_vpc_security_group_ingress_rule" ? "ingress" : "egress";
  switch (type) {
    case "aws_security_group":
    case "aws_default_security_group":
      return (["ingress", "egress"] as const).flatMap((side) =>
        blocksOf(values[side]).flatMap((block) => expand(resource, block, side, nameOf(resource), world)),
      );
    case "aws_security_group_rule":
      return expand(
        resource,
        values,
        textOf(values["type"]) === "ingress" ? "ingress" : "egress",
        groupOf(values["security_group_id"]),
        world,
      );
    case "aws_vpc_security_group_ingress_rule":
    case "aws_vpc_security_group_egress_rule":
      return expand(resource, values, direction, groupOf(values["security_group_id"]), world);
    default:
      return [];
  }
};

const PEERS = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "cidr_ipv4", "cidr_ipv6", "prefix_list_id"];
const GROUP_PEERS = ["security_groups", "source_security_group_id", "referenced_security_group_id"];

const expand = (
  resource: Resource,
  block: JsonObject,
  direction: Rule["direction"],
  group: string,
  world: World,
): readonly Rule[] => {
  const protocol = protocolOf(textOf(block["protocol"]) ?? textOf(block["ip_protocol"]) ?? "-1");
  const port = (key: string): number => (protocol === "all" ? -1 : (numberOf(block[key]) ?? -1));
  const peers = [
    ...PEERS.flatMap((key) => textsOf(block[key]).map((value) => peerName(resource, value, world))),
    ...GROUP_PEERS.flatMap((key) => textsOf(block[key]).map((value) => groupName(resource, value, world))),
    ...(block["self"] === true ? [group] : []),
  ];
  return peers.map((peer) => ({
    group,
    direction,
    protocol,
    fromPort: port("from_port"),
    toPort: port("to_port"),
    peer,
  }));
};

/** AWS takes names and numbers of protocols for the same (RFC 5237 registry). */
const PROTOCOLS: Readonly<Record<string, string>> = {
  "-1": "all",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

const protocolOf = (value: string): string => PROTOCOLS[value] ?? value.toLowerCase();

const GROUPS = ["aws_security_group", "aws_default_security_group"];

const groupName = (resource: Resource, value: JsonObject[string] | undefined, world: World): string => {
  const group = world.resolve(resource, value, ...GROUPS);
  return group === undefined ? (textOf(value) ?? "(unknown group)") : nameOf(group);
};

/** An endpoint's prefix list is called by the endpoint. */
const peerName = (resource: Resource, value: string, world: World): string => {
  const named = world.resolve(resource, value);
  return named === undefined ? value : nameOf(named);
};
