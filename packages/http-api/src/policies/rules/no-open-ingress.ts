import { blocksOf, textsOf, type JsonObject, type Json } from "@private-http-api/terraform-json/values";
import type { PolicyRule } from "../policy-rule";

/**
 * No security group allows the internet, or a range so large that its hosts cannot be known, in a rule of its own or in the
 * group.
 */
export const noOpenIngress: PolicyRule = {
  name: "no-open-ingress",
  remedy: "allow a security group, or the callers' address ranges",
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
        return blocksOf(attributes["ingress"]).flatMap(ranges);
    }
  },
};

function ranges(rule: JsonObject): readonly string[] {
  return open(rule["cidr_blocks"], rule["ipv6_cidr_blocks"]);
}

function open(...cidrs: readonly (Json | undefined)[]): readonly string[] {
  return cidrs
    .flatMap(textsOf)
    .filter(isOpen)
    .map((cidr) => `allows ${cidr}`);
}

/** Whether a range is wider than private ranges are, or than what a registry assigns to one network. */
function isOpen(cidr: string): boolean {
  const [, address = "", length] = /^(.*)\/(\d+)$/.exec(cidr) ?? [];
  if (length === undefined) return false;
  // A Terraform reference may be an address of either family.
  if (address.includes("${")) return length === "0";
  if (!address.includes(":")) return Number(length) < 8;
  const isPrivate = /^f[cd]/i.test(address);
  return Number(length) < (isPrivate ? 7 : 16);
}
