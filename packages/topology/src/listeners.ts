import { UserError } from "@private-http-api/cli-kit";
import type { AlbListener, ListenerRule, NlbListener, RuleCondition } from "./backends";
import { readAction } from "./listener-actions";
import { type Attributes, follow, type Resource, type Terraform } from "@private-http-api/terraform-json";
import type { TargetGroups } from "./target-groups";

const listenerTypes = ["aws_lb_listener", "aws_alb_listener"];

/** Reads a load balancer's listener with its rules. */
export function readListener(
  terraform: Terraform,
  groups: TargetGroups,
  resource: Resource,
): { kind: "alb-listener"; listener: AlbListener } | { kind: "nlb-listener"; listener: NlbListener } {
  const { address, attributes } = resource;
  const balancer = follow(terraform, resource, attributes, "load_balancer_arn", ["aws_lb", "aws_alb"]);
  const name = balancer.attributes.text("name") ?? balancer.attributes.text("name_prefix") ?? balancer.name;
  const common = { address, loadBalancer: name, port: attributes.number("port") ?? 80 };
  const action = readAction(terraform, groups, resource, "default_action");
  if (balancer.attributes.text("load_balancer_type") === "network") {
    const target = action.type === "forward" ? action.targets[0] : undefined;
    if (target === undefined) throw new UserError(`${address}: a Network Load Balancer's listener can only forward.`);
    const protocol = attributes.text("protocol") === "TLS" ? "TLS" : "TCP";
    return { kind: "nlb-listener", listener: { ...common, protocol, group: target.group } };
  }
  return {
    kind: "alb-listener",
    listener: {
      ...common,
      protocol: attributes.text("protocol") === "HTTPS" ? "HTTPS" : "HTTP",
      // The provider's default: 60 s.
      idleTimeoutSeconds: balancer.attributes.number("idle_timeout") ?? 60,
      rules: rulesOf(terraform, groups, resource),
      defaultAction: action,
    },
  };
}

function rulesOf(terraform: Terraform, groups: TargetGroups, listener: Resource): readonly ListenerRule[] {
  return ["aws_lb_listener_rule", "aws_alb_listener_rule"]
    .flatMap((type) => terraform.resources(type))
    .filter((rule) => follow(terraform, rule, rule.attributes, "listener_arn", listenerTypes) === listener)
    .map((rule) => ({
      address: rule.address,
      priority: rule.attributes.number("priority") ?? Number.MAX_SAFE_INTEGER,
      conditions: rule.attributes.blocks("condition").flatMap((block) => readConditions(rule.address, block)),
      action: readAction(terraform, groups, rule, "action"),
    }))
    .sort((a, b) => a.priority - b.priority);
}

function readConditions(address: string, block: Attributes): readonly RuleCondition[] {
  function values(name: string): readonly string[] | undefined {
    return block.block(name)?.texts("values");
  }
  const found: RuleCondition[] = [];
  for (const [field, name] of valueConditions) {
    const list = values(name);
    if (list !== undefined) found.push({ field, values: list });
  }
  const header = block.block("http_header");
  if (header !== undefined) {
    found.push({ field: "http-header", name: header.requiredText("http_header_name"), values: header.texts("values") });
  }
  const pairs = block.blocks("query_string").map((pair) => {
    const key = pair.text("key");
    return { ...(key === undefined ? {} : { key }), value: pair.text("value") ?? "" };
  });
  if (pairs.length > 0) found.push({ field: "query-string", pairs });
  if (found.length === 0) throw new UserError(`${address} has a condition without any of the six condition types.`);
  return found;
}

const valueConditions = [
  ["host-header", "host_header"],
  ["path-pattern", "path_pattern"],
  ["http-request-method", "http_request_method"],
  ["source-ip", "source_ip"],
] as const;
