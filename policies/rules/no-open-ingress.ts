import { blocks, texts, type Block, type Json } from "../json";
import type { PolicyRule } from "../policy-rule";

/** No security group admits the whole internet, be it in a rule of its own or in the group. */
export const noOpenIngress: PolicyRule = {
  name: "no-open-ingress",
  remedy: "admit a security group or the ranges of who calls",
  types: [
    "aws_vpc_security_group_ingress_rule",
    "aws_security_group_rule",
    "aws_security_group",
    "aws_default_security_group",
  ],
  violations: ({ type, attributes }) => {
    switch (type) {
      case "aws_vpc_security_group_ingress_rule":
        return open(attributes["cidr_ipv4"], attributes["cidr_ipv6"]);
      case "aws_security_group_rule":
        return attributes["type"] === "ingress" ? ranges(attributes) : [];
      default:
        return blocks(attributes["ingress"]).flatMap(ranges);
    }
  },
};

function ranges(rule: Block): readonly string[] {
  return open(rule["cidr_blocks"], rule["ipv6_cidr_blocks"]);
}

function open(...cidrs: readonly (Json | undefined)[]): readonly string[] {
  return cidrs
    .flatMap(texts)
    .filter((cidr) => cidr.endsWith("/0"))
    .map((cidr) => `admits ${cidr}`);
}
