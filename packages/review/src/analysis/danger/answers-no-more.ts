import { blocksOf, textOf, type JsonObject } from "@private-http-api/terraform-json";
import { actionsOf, actionText, typeOf } from "../traffic/actions";
import type { WorseSetting } from "./worse-setting";

/**
 * Requests that reached something, and that now get an error, or a made-up answer, in its place.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function answersNoMore(type: string, before: JsonObject, after: JsonObject): readonly WorseSetting[] {
  const level = "interrupts traffic";
  if (/^aws_(lb|alb)_listener(_rule)?$/.test(type)) {
    const key = type.endsWith("_rule") ? "action" : "default_action";
    const [was, is] = [actionsOf(before[key]), actionsOf(after[key])];
    const forwarded = was.some((action) => typeOf(action) === "forward");
    if (!forwarded || is.length === 0 || !is.every(isError)) return [];
    const because = `${key}: forward → ${is.map(actionText).join(", then ")}`;
    return [{ level, because, expect: "requests get this in place of an answer" }];
  }
  if (!/^aws_(apigatewayv2|api_gateway)_integration$/.test(type)) return [];
  const [was, is] = [before, after].map((values) => textOf(values["integration_type"]) ?? textOf(values["type"]));
  if (is !== "MOCK" || was === undefined || was === "MOCK") return [];
  return [{ level, because: `type: ${was} → MOCK`, expect: "requests get a made-up answer" }];
}

function isError(action: JsonObject): boolean {
  const [response] = blocksOf(action["fixed_response"]);
  return typeOf(action) === "fixed-response" && /^[45]/.test(textOf(response?.["status_code"]) ?? "");
}
