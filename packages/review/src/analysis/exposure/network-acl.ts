import { blocksOf, textOf, type JsonObject } from "@private-http-api/terraform-json";
import type { Resource } from "../../plan/planned-resources";

/** A rule of a network ACL for what comes in. */
export interface AclRule {
  readonly allows: boolean;
  readonly text: string;
}

/** The rules that a resource states for what comes in. */
export function aclRulesOf({ type, values }: Resource): readonly AclRule[] {
  if (type === "aws_network_acl_rule") {
    return values["egress"] === true ? [] : [aclRule(textOf(values["rule_action"]), values)];
  }
  return blocksOf(values["ingress"]).map((block) => aclRule(textOf(block["action"]), block));
}

function aclRule(action: string | undefined, block: JsonObject): AclRule {
  function text(key: string): string | undefined {
    return textOf(block[key]);
  }
  const protocol = text("protocol") ?? "-1";
  const [from, to] = [text("from_port") ?? "0", text("to_port") ?? "0"];
  const ports = protocol === "-1" || protocol === "all" ? "everything" : `protocol ${protocol}, ports ${from}-${to}`;
  return {
    allows: action?.toLowerCase() === "allow",
    text: `${ports} from ${text("cidr_block") ?? text("ipv6_cidr_block") ?? "(unknown)"}`,
  };
}
