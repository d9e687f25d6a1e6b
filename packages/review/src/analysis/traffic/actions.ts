import { blocksOf, numberOf, textOf, textsOf, type Json, type JsonObject } from "@private-http-api/terraform-json";

/** A target group that an action forwards to. */
export interface Forward {
  readonly arn: string;
  readonly weight: number;
}

/** A listener's or a rule's actions in the order in which the load balancer takes them. */
export function actionsOf(actions: Json | undefined): readonly JsonObject[] {
  return [...blocksOf(actions)].sort((a, b) => (numberOf(a["order"]) ?? 0) - (numberOf(b["order"]) ?? 0));
}

export function typeOf(action: JsonObject): string {
  return textOf(action["type"]) ?? "forward";
}

export function forwardsOf(action: JsonObject): readonly Forward[] {
  const groups = blocksOf(action["forward"]).flatMap((block) => blocksOf(block["target_group"]));
  // AWS answers a single group in both forms.
  if (groups.length === 0) return textsOf(action["target_group_arn"]).map((arn) => ({ arn, weight: 1 }));
  return groups.flatMap((group) =>
    textsOf(group["arn"]).map((arn) => ({ arn, weight: numberOf(group["weight"]) ?? 1 })),
  );
}

/** What an action does that forwards nothing, or does something first. */
export function actionText(action: JsonObject): string {
  const type = typeOf(action);
  const settings = blocksOf(action[type.replaceAll("-", "_")])[0] ?? {};
  if (type === "fixed-response") return `fixed ${textOf(settings["status_code"]) ?? ""}`.trim();
  if (type === "redirect") return redirectText(settings);
  const by = ["issuer", "user_pool_arn", "jwks_endpoint", "client_id", "user_pool_client_id"].flatMap((key) =>
    textsOf(settings[key]),
  );
  const otherwise = textOf(settings["on_unauthenticated_request"]) ?? "authenticate";
  const details = [...by, ...(otherwise === "authenticate" ? [] : [`otherwise ${otherwise}`])];
  return details.length === 0 ? type : `${type} (${details.join(", ")})`;
}

/** The URL as AWS writes it, `#{…}` for what stays as it was asked. */
function redirectText(settings: JsonObject): string {
  function part(key: string, unchanged: string): string {
    return textOf(settings[key]) ?? unchanged;
  }
  const host = `${part("protocol", "#{protocol}")}://${part("host", "#{host}")}:${part("port", "#{port}")}`;
  const status = textOf(settings["status_code"])?.replace("HTTP_", "") ?? "";
  return `redirect ${status} to ${host}${part("path", "/#{path}")}?${part("query", "#{query}")}`;
}
