import { UserError } from "@private-http-api/cli-kit";
import type { ListenerAction } from "./backends";
import type { Gaps } from "./gaps";
import { type Attributes, follow, type Resource, type Terraform } from "@private-http-api/terraform-json";
import type { TargetGroups } from "./target-groups";

/** Reads the action of a listener or rule; authentication comes before it and has no meaning on one machine. */
export function readAction(
  terraform: Terraform,
  groups: TargetGroups,
  owner: Resource,
  blockName: "action" | "default_action",
  gaps: Gaps,
): ListenerAction {
  return gaps.reading(
    () => understoodAction(terraform, groups, owner, blockName),
    (reason) => ({ type: "unserved", reason }) as const,
  );
}

function understoodAction(
  terraform: Terraform,
  groups: TargetGroups,
  owner: Resource,
  blockName: "action" | "default_action",
): ListenerAction {
  const blocks = owner.attributes.blocks(blockName);
  const block = blocks.find((one) => !/^(authenticate-|jwt-validation)/.test(one.text("type") ?? ""));
  const type = block?.text("type");
  if (block === undefined || type === undefined)
    throw new UserError(`${owner.address} has no ${blockName} with a type.`);
  switch (type) {
    case "forward":
      return { type, targets: forwardTargets(terraform, groups, owner, block) };
    case "redirect":
      return redirect(owner, block.block("redirect"));
    case "fixed-response":
      return fixedResponse(owner, block.block("fixed_response"));
    default:
      throw new UserError(
        `${owner.address}: action type ${type}; only forward, redirect and fixed-response are served.`,
      );
  }
}

function forwardTargets(
  terraform: Terraform,
  groups: TargetGroups,
  owner: Resource,
  block: Attributes,
): Extract<ListenerAction, { type: "forward" }>["targets"] {
  function group(from: Attributes, attribute: string): ReturnType<TargetGroups["get"]> {
    return groups.get(follow(terraform, owner, from, attribute, ["aws_lb_target_group"]), owner.address);
  }
  const weighted = block.block("forward")?.blocks("target_group") ?? [];
  if (weighted.length === 0) return [{ group: group(block, "target_group_arn"), weight: 1 }];
  return weighted.map((one) => ({ group: group(one, "arn"), weight: one.number("weight") ?? 1 }));
}

function redirect(owner: Resource, block: Attributes | undefined): ListenerAction {
  if (block === undefined) throw new UserError(`${owner.address}: a redirect action needs its redirect block.`);
  const statusCode = block.text("status_code") === "HTTP_302" ? 302 : 301;
  return {
    type: "redirect",
    statusCode,
    // Parts that are left out are those of the request (Elastic Load Balancing, "Redirect actions").
    protocol: block.text("protocol") ?? "#{protocol}",
    host: block.text("host") ?? "#{host}",
    port: block.text("port") ?? "#{port}",
    path: block.text("path") ?? "/#{path}",
    query: block.text("query") ?? "#{query}",
  };
}

function fixedResponse(owner: Resource, block: Attributes | undefined): ListenerAction {
  if (block === undefined)
    throw new UserError(`${owner.address}: a fixed-response action needs its fixed_response block.`);
  return {
    type: "fixed-response",
    statusCode: block.number("status_code") ?? 200,
    contentType: block.text("content_type") ?? "text/plain",
    body: block.text("message_body") ?? "",
  };
}
