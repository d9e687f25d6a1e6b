import {
  blocksOf,
  numberOf,
  textOf,
  textsOf,
  UNKNOWN,
  type Json,
  type JsonObject,
} from "@private-http-api/terraform-json";
import { SENSITIVE, SENSITIVE_CHANGED } from "../../plan/redact";
import { isAmbiguous } from "../../plan/unknown-names";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";

/** A security group, a CIDR or a prefix list: identified by its key, shown by its name. */
export interface Party {
  /** The resource's identity, or the value itself where no plan knows it. */
  readonly key: string;
  readonly name: string;
  /** Whether a plan has the resource. */
  readonly isKnown?: boolean;
}

/** One peer that one security group lets in or out. */
export interface Rule {
  readonly group: Party;
  readonly direction: "ingress" | "egress";
  /** `tcp`, `udp`, `icmp`, `all`, or a protocol number. */
  readonly protocol: string;
  /** -1 to -1 for every port, and for ports that are known after apply. */
  readonly fromPort: number;
  readonly toPort: number;
  /** `443`, `8080-8090`, `all`, or that only the apply will tell. */
  readonly ports: string;
  readonly peer: Party;
}

export function ruleKey(rule: Rule): string {
  return `${rule.group.key}|${rule.direction}|${rule.protocol}|${rule.ports}|${rule.peer.key}`;
}

const GROUPS = ["aws_security_group", "aws_default_security_group", "awscc_ec2_security_group"];

/** Types that are a security group. */
export const GROUP_TYPES: ReadonlySet<string> = new Set(GROUPS);

/** The rules that a resource states, on one side of a change. */
export function rulesOf(resource: Resource, planned: PlannedResources): readonly Rule[] {
  const { values, type } = resource;
  switch (type) {
    case "aws_security_group":
    case "aws_default_security_group":
    case "awscc_ec2_security_group": {
      const group = partyOf(resource, planned);
      return SIDES.flatMap((side) => {
        const rules = values[side] ?? values[`security_group_${side}`];
        if (typeof rules === "string") return [{ ...hiddenRule(rules), group, direction: side }];
        return blocksOf(rules).flatMap((block) => expand(resource, block, side, group, planned));
      });
    }
    case "awscc_ec2_security_group_ingress":
    case "awscc_ec2_security_group_egress": {
      const direction = type.endsWith("ingress") ? "ingress" : "egress";
      return expand(resource, values, direction, ownGroupOf(resource, values["group_id"], planned), planned);
    }
    case "aws_security_group_rule": {
      const direction = textOf(values["type"]) === "ingress" ? "ingress" : "egress";
      return expand(resource, values, direction, ownGroupOf(resource, values["security_group_id"], planned), planned);
    }
    case "aws_vpc_security_group_ingress_rule":
      return expand(resource, values, "ingress", ownGroupOf(resource, values["security_group_id"], planned), planned);
    case "aws_vpc_security_group_egress_rule":
      return expand(resource, values, "egress", ownGroupOf(resource, values["security_group_id"], planned), planned);
    default:
      return [];
  }
}

const SIDES = ["ingress", "egress"] as const;

/** Rules that only the apply will tell, or that are sensitive: they may be any. */
function hiddenRule(rules: string): Omit<Rule, "group" | "direction"> {
  const shown = rules === SENSITIVE || rules === SENSITIVE_CHANGED ? rules : UNKNOWN;
  return { protocol: "all", fromPort: -1, toPort: -1, ports: shown, peer: { key: shown, name: shown } };
}

/** As Terraform's provider calls them, and as Cloud Control's does. */
const PEERS = [
  ...["cidr_ip", "source_prefix_list_id", "destination_prefix_list_id"],
  ...["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "cidr_ipv4", "cidr_ipv6", "prefix_list_id"],
];
const GROUP_PEERS = [
  "security_groups",
  "source_security_group_id",
  "referenced_security_group_id",
  "destination_security_group_id",
];

function expand(
  resource: Resource,
  block: JsonObject,
  direction: Rule["direction"],
  group: Party,
  planned: PlannedResources,
): readonly Rule[] {
  const peers: Party[] = [];
  for (const key of PEERS) for (const value of textsOf(block[key])) peers.push(peerOf(resource, value, planned));
  for (const key of GROUP_PEERS) for (const value of textsOf(block[key])) peers.push(groupOf(resource, value, planned));
  if (block["self"] === true) peers.push(group);
  const protocol = protocolOf(textOf(block["protocol"]) ?? textOf(block["ip_protocol"]) ?? "-1");
  const { fromPort, toPort, ports } = portsOf(protocol, block);
  return peers.map((peer) => ({ group, direction, protocol, fromPort, toPort, ports, peer }));
}

function portsOf(protocol: string, block: JsonObject): Pick<Rule, "fromPort" | "toPort" | "ports"> {
  const [from, to] = [block["from_port"], block["to_port"]];
  const [fromPort, toPort] = [numberOf(from) ?? -1, numberOf(to) ?? -1];
  if (protocol === "all" || (fromPort === -1 && toPort === -1)) {
    const unknown = protocol !== "all" && isToldLater(from);
    return { fromPort: -1, toPort: -1, ports: unknown ? UNKNOWN : "all" };
  }
  return { fromPort, toPort, ports: fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}` };
}

function isToldLater(value: Json | undefined): boolean {
  return typeof value === "string" && numberOf(value) === undefined;
}

/** AWS takes names and numbers of protocols for the same (RFC 5237 registry). */
const PROTOCOLS: Readonly<Record<string, string>> = {
  "-1": "all",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

function protocolOf(value: string): string {
  return PROTOCOLS[value] ?? value.toLowerCase();
}

function partyOf(resource: Resource, planned: PlannedResources): Party {
  return {
    key: identityOf(resource),
    name: planned.nameOf(resource),
    isKnown: true,
  };
}

/** What is not known may be something else in every rule that says it. */
function literal(value: string, { address }: Resource): Party {
  if (!isAmbiguous(value, address)) return { key: value, name: value };
  return { key: `${value} ${address}`, name: value };
}

function groupOf(resource: Resource, value: Json | undefined, planned: PlannedResources): Party {
  const group = planned.resolve(resource, value, ...GROUPS);
  return group === undefined ? literal(textOf(value) ?? UNKNOWN, resource) : partyOf(group, planned);
}

/** The group that a rule belongs to; where no plan has it, the rule's address stands for it. */
function ownGroupOf(resource: Resource, value: Json | undefined, planned: PlannedResources): Party {
  const group = groupOf(resource, value, planned);
  return group.key === group.name || group.isKnown === true
    ? group
    : { ...group, name: `${group.name} (of ${resource.address})` };
}

/** An endpoint's prefix list is called by the endpoint. */
function peerOf(resource: Resource, value: string, planned: PlannedResources): Party {
  const named = planned.resolve(resource, value);
  return named === undefined ? literal(value, resource) : partyOf(named, planned);
}
