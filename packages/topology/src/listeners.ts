import { UserError } from "@private-http-api/cli-kit";
import type { BackendRef, ListenerRule, RuleCondition } from "./backends";
import type { Gaps } from "./gaps";
import { readAction } from "./listener-actions";
import { type Attributes, follow, type Resource, type Terraform } from "@private-http-api/terraform-json";
import { attachmentsOf, endpointBehind, groupOf, pathOfEndpoint } from "./private-link-path";
import { listenersOf } from "./referring";
import type { TargetGroups } from "./target-groups";

/** Reads a load balancer's listener with its rules. */
export function readListener(
  terraform: Terraform,
  groups: TargetGroups,
  resource: Resource,
  gaps: Gaps,
): Exclude<BackendRef, { kind: "cloud-map" }> {
  const behind = albBehind(terraform, resource);
  if (behind !== undefined) return readListener(terraform, groups, behind, gaps);
  const endpoint = endpointBehind(terraform, resource);
  const path = endpoint && pathOfEndpoint(terraform, endpoint);
  if (path !== undefined) {
    return { ...readListener(terraform, groups, path.listener, gaps), via: [resource.address, ...path.via] };
  }
  const { address, attributes } = resource;
  const balancer = balancerOf(terraform, resource);
  const name = balancer?.attributes.text("name") ?? balancer?.attributes.text("name_prefix") ?? balancer?.name ?? "";
  const common = { address, loadBalancer: name, port: attributes.number("port") ?? 80 };
  const action = readAction(terraform, groups, resource, "default_action", gaps);
  if (isLayer4(balancer, attributes)) {
    if (action.type === "unserved") throw new UserError(`${action.reason}.`);
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
      idleTimeoutSeconds: balancer?.attributes.number("idle_timeout") ?? 60,
      rules: rulesOf(terraform, groups, resource, gaps),
      defaultAction: action,
    },
  };
}

/** The listener of an Application Load Balancer that a Network Load Balancer forwards to: a target group of type `alb`. */
function albBehind(terraform: Terraform, listener: Resource): Resource | undefined {
  const group = groupOf(terraform, listener);
  if (group?.attributes.text("target_type") !== "alb") return undefined;
  const port = group.attributes.text("port");
  const [attachment] = attachmentsOf(terraform, group);
  const target = attachment?.attributes.value("target_id");
  const balancer = target === undefined ? undefined : terraform.find(target, ["aws_lb"], attachment);
  return (
    balancer && listenersOf(terraform, balancer).find((one) => one !== listener && one.attributes.text("port") === port)
  );
}

/** For a load balancer of another Terraform configuration only its listener's attributes are known. */
function balancerOf(terraform: Terraform, { attributes, address }: Resource): Resource | undefined {
  const arn = attributes.value("load_balancer_arn");
  if (arn === undefined) throw new UserError(`${address} has no load_balancer_arn; it must name an aws_lb.`);
  return terraform.find(arn, ["aws_lb"]);
}

/** Derived from `arn:…:loadbalancer/net/…` or the protocol if the balancer itself was not read. */
function isLayer4(balancer: Resource | undefined, listener: Attributes): boolean {
  if (balancer !== undefined) return balancer.attributes.text("load_balancer_type") === "network";
  const protocol = listener.text("protocol") ?? "";
  return !/^HTTPS?$/.test(protocol) || (listener.text("load_balancer_arn") ?? "").includes(":loadbalancer/net/");
}

function rulesOf(terraform: Terraform, groups: TargetGroups, listener: Resource, gaps: Gaps): readonly ListenerRule[] {
  return terraform
    .resources("aws_lb_listener_rule")
    .filter((rule) =>
      gaps.reading(
        () => follow(terraform, rule, rule.attributes, "listener_arn", ["aws_lb_listener"]) === listener,
        () => false,
      ),
    )
    .flatMap((rule) =>
      gaps.reading(
        () => [readRule(terraform, groups, rule, gaps)],
        () => [],
      ),
    )
    .sort((a, b) => (a.priority ?? Infinity) - (b.priority ?? Infinity));
}

/** @throws UserError if a condition is not understood, because then it is unknown whether the rule matches */
function readRule(terraform: Terraform, groups: TargetGroups, rule: Resource, gaps: Gaps): ListenerRule {
  const { address, attributes } = rule;
  const conditions = attributes.blocks("condition").flatMap((block) => readConditions(address, block));
  const priority = attributes.number("priority");
  return {
    address,
    ...(priority === undefined ? {} : { priority }),
    conditions,
    action: readAction(terraform, groups, rule, "action", gaps),
  };
}

function readConditions(address: string, block: Attributes): readonly RuleCondition[] {
  function values(name: string): readonly string[] | undefined {
    return block.block(name)?.texts("values");
  }
  const found: RuleCondition[] = [];
  for (const [field, name] of valueConditions) {
    const list = values(name);
    if ((block.block(name)?.texts("regex_values") ?? []).length > 0) {
      throw new UserError(
        `${address} has a condition ${name} with regex_values, which are not served; no request matches it.`,
      );
    }
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
