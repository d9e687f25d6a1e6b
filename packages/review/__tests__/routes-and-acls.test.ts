import type { JsonObject } from "@private-http-api/terraform-json";
import { type BuiltChange, reviewOf } from "./plan-builder";

const DEFAULT = { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" };

function saidOf(...changes: readonly BuiltChange[]): readonly string[] {
  return reviewOf(changes).danger.map(({ address, level, because }) => `${address} ${level}: ${because}`);
}

describe("routes that go", () => {
  it("says that a network is no longer reached", () => {
    expect(saidOf({ address: "aws_route.a", before: DEFAULT, after: null })).toEqual([
      "aws_route.a interrupts traffic: no route to 0.0.0.0/0",
    ]);
  });

  it("reads the routes inside a table, and Cloud Control's", () => {
    const peering = { cidr_block: "10.9.0.0/16", vpc_peering_connection_id: "pcx-1" };
    const table = { id: "rtb-1", vpc_id: "vpc-1" };
    expect(
      saidOf({
        address: "aws_route_table.a",
        before: { ...table, route: [{ cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" }, peering] },
        after: { ...table, route: [peering] },
      }),
    ).toEqual(["aws_route_table.a interrupts traffic: no route to 0.0.0.0/0"]);
    expect(saidOf({ address: "awscc_ec2_route.a", before: DEFAULT, after: null })).toHaveLength(1);
  });

  it.each<[name: string, changes: readonly BuiltChange[]]>([
    [
      "another resource has it",
      [
        { address: "aws_route.a", before: DEFAULT, after: null },
        { address: 'aws_route.a["nat"]', before: null, after: DEFAULT },
      ],
    ],
    [
      "it moves out of the table into a resource",
      [
        {
          address: "aws_route_table.a",
          before: { id: "rtb-1", route: [{ cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" }] },
          after: { id: "rtb-1", route: [] },
        },
        { address: "aws_route.a", before: null, after: DEFAULT },
      ],
    ],
    [
      "a wider route stays",
      [
        { address: "aws_route.wide", before: DEFAULT, after: DEFAULT },
        { address: "aws_route.a", before: { ...DEFAULT, destination_cidr_block: "10.9.0.0/16" }, after: null },
      ],
    ],
    [
      "its target was gone already",
      [{ address: "aws_route.a", before: { ...DEFAULT, state: "blackhole" }, after: null }],
    ],
    [
      "its table goes too",
      [
        { address: "aws_route_table.a", before: { id: "rtb-1", route: [] }, after: null },
        { address: "aws_route.a", before: DEFAULT, after: null },
      ],
    ],
    ["Terraform only forgets it", [{ address: "aws_route.a", actions: ["forget"], before: DEFAULT, after: null }]],
    [
      "only the apply tells the table's routes",
      [
        {
          address: "aws_route_table.a",
          before: { id: "rtb-1", route: [{ cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" }] },
          after: { id: "rtb-1" },
          after_unknown: { route: true },
        },
      ],
    ],
  ])("is no danger where %s", (_, changes) => {
    expect(saidOf(...changes).filter((text) => text.includes("no route"))).toEqual([]);
  });
});

describe("rules of network ACLs that come", () => {
  const deny = {
    network_acl_id: "acl-1",
    rule_number: 1,
    egress: false,
    protocol: "-1",
    rule_action: "deny",
    cidr_block: "0.0.0.0/0",
  };

  function rule(over: JsonObject, name = "a"): BuiltChange {
    return { address: `aws_network_acl_rule.${name}`, before: null, after: { ...deny, ...over } };
  }

  it("says that one denies everything before any other counts", () => {
    expect(saidOf(rule({}))).toEqual(["aws_network_acl_rule.a interrupts traffic: rule 1 denies all IPv4 traffic in"]);
    expect(saidOf(rule({ egress: true, cidr_block: null, ipv6_cidr_block: "::/0" }))).toEqual([
      "aws_network_acl_rule.a interrupts traffic: rule 1 denies all IPv6 traffic out",
    ]);
  });

  it("reads those inside an ACL", () => {
    const allow = { rule_no: 100, action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0" };
    const first = { ...allow, rule_no: 50, action: "deny" };
    const change = {
      address: "aws_network_acl.a",
      before: { id: "acl-1", ingress: [allow] },
      after: { id: "acl-1", ingress: [first, allow] },
    };
    expect(saidOf(change)).toEqual(["aws_network_acl.a interrupts traffic: rule 50 denies all IPv4 traffic in"]);
  });

  it.each<[name: string, changes: readonly BuiltChange[]]>([
    ["is of one address", [rule({ cidr_block: "192.0.2.7/32" })]],
    ["is of one protocol", [rule({ protocol: "6", from_port: 23, to_port: 23 })]],
    [
      "comes after one that allows",
      [rule({ rule_number: 200 }), rule({ rule_number: 100, rule_action: "allow" }, "b")],
    ],
    [
      "only gets another number",
      [{ address: "aws_network_acl_rule.a", before: deny, after: { ...deny, rule_number: 2 } }],
    ],
    [
      "is of a new ACL",
      [{ address: "aws_network_acl.a", before: null, after: { id: "acl-1", ingress: [] } }, rule({ rule_number: 9 })],
    ],
  ])("is no danger where it %s", (_, changes) => {
    expect(saidOf(...changes)).toEqual([]);
  });
});
