import { blocksOf, listOf, textOf, type Json, type JsonObject } from "@private-http-api/terraform-json";
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
  const entries = ENTRIES[type];
  if (entries !== undefined) {
    const [was, is] = [before, after].map((values) => entries.filter((key) => hasSome(values[key])));
    if (was === undefined || was.length === 0 || is === undefined || is.length > 0) return [];
    return [{ level, because: `${was.join(", ")}: none now`, expect: "it is deregistered, and gets no more requests" }];
  }
  if (!/^aws_(apigatewayv2|api_gateway)_integration$/.test(type)) return [];
  const [was, is] = [before, after].map((values) => textOf(values["integration_type"]) ?? textOf(values["type"]));
  if (is !== "MOCK" || was === undefined || was === "MOCK") return [];
  return [{ level, because: `type: ${was} → MOCK`, expect: "requests get a made-up answer" }];
}

/**
 * By what a service, or a group of instances, gets requests; with one of several gone, it still gets some.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-service-parameters.html
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/attach-load-balancer-asg.html
 */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  aws_ecs_service: [
    "load_balancer",
    "service_registries",
    "vpc_lattice_configurations",
    "service_connect_configuration",
  ],
  aws_autoscaling_group: ["target_group_arns", "load_balancers", "traffic_source"],
};

/** What only the apply tells may be some. */
function hasSome(value: Json | undefined): boolean {
  return typeof value === "string" || listOf(value).length > 0;
}

function isError(action: JsonObject): boolean {
  const [response] = blocksOf(action["fixed_response"]);
  return typeOf(action) === "fixed-response" && /^[45]/.test(textOf(response?.["status_code"]) ?? "");
}
