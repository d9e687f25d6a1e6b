import { type Attributes, type Resource, type Terraform, type Value } from "@private-http-api/terraform-json";

/**
 * Whether security groups let the tasks of one ECS service reach a port of another's. An address range, a prefix list and a
 * group from elsewhere count as open: only what AWS certainly refuses is reported.
 */
export function admits(terraform: Terraform, from: Resource, to: Resource, port: number): boolean {
  const [callers, called] = [groupsOf(terraform, from), groupsOf(terraform, to)];
  if (callers === undefined || called === undefined) return true;
  return (
    new Rules(terraform, "ingress").open(called, callers, port) &&
    new Rules(terraform, "egress").open(callers, called, port)
  );
}

/** The groups of a service; `undefined` where one of them is not of this Terraform. */
function groupsOf(terraform: Terraform, service: Resource): readonly Resource[] | undefined {
  const ids = service.attributes.block("network_configuration")?.value("security_groups");
  if (!Array.isArray(ids) || ids.length === 0) return undefined;
  const found = (ids as readonly Value[]).map((id) => terraform.find(id, ["aws_security_group"], service));
  const known = found.filter((group) => group !== undefined);
  return known.length === found.length ? known : undefined;
}

/** The rules of one direction, in the three forms that the provider has for them. */
class Rules {
  constructor(
    private readonly terraform: Terraform,
    private readonly direction: "ingress" | "egress",
  ) {}

  /** Whether a rule of one of the groups opens the port to one of the peers. */
  open(groups: readonly Resource[], peers: readonly Resource[], port: number): boolean {
    return (
      groups.some((group) => this.inGroup(group, peers, port)) ||
      this.of(`aws_vpc_security_group_${this.direction}_rule`, groups).some(
        (rule) =>
          covers(rule.attributes, "ip_protocol", port) &&
          this.names(rule, rule.attributes.value("referenced_security_group_id"), peers),
      ) ||
      this.of("aws_security_group_rule", groups).some(
        (rule) =>
          rule.attributes.text("type") === this.direction &&
          covers(rule.attributes, "protocol", port) &&
          this.names(
            rule,
            rule.attributes.value(isSelf(rule) ? "security_group_id" : "source_security_group_id"),
            peers,
          ),
      )
    );
  }

  private of(type: string, groups: readonly Resource[]): readonly Resource[] {
    return this.terraform.resources(type).filter((rule) => {
      const id = rule.attributes.value("security_group_id");
      const group = id === undefined ? undefined : this.terraform.find(id, ["aws_security_group"], rule);
      return group !== undefined && groups.includes(group);
    });
  }

  private inGroup(group: Resource, peers: readonly Resource[], port: number): boolean {
    return group.attributes.blocks(this.direction).some((block) => {
      if (!covers(block, "protocol", port)) return false;
      const ranges = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids"].flatMap((name) => block.texts(name));
      if (ranges.length > 0 || (block.boolean("self") === true && peers.includes(group))) return true;
      const named = block.value("security_groups");
      const ids = Array.isArray(named) ? (named as readonly Value[]) : [];
      return ids.some((id) => this.names(group, id, peers));
    });
  }

  /** Whether what a rule names is one of the peers; no group at all is an address range or a prefix list. */
  private names(rule: Resource, id: Value | undefined, peers: readonly Resource[]): boolean {
    const found = id === undefined ? undefined : this.terraform.find(id, ["aws_security_group"], rule);
    return found === undefined || peers.includes(found);
  }
}

function isSelf({ attributes }: Resource): boolean {
  return attributes.boolean("self") === true;
}

function covers(rule: Attributes, protocolName: string, port: number): boolean {
  const protocol = rule.text(protocolName);
  if (protocol === "-1" || protocol === "all") return true;
  if (protocol !== "tcp" && protocol !== "6") return false;
  return (rule.number("from_port") ?? 0) <= port && port <= (rule.number("to_port") ?? 65_535);
}
