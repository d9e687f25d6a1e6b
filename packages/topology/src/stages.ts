import { UserError } from "@private-http-api/cli-kit";
import type { Stage, Throttle } from "./http-api";
import { type Attributes, follow, type Resource, type Terraform } from "@private-http-api/terraform-json";

/** Reads the stage that an API is served by: `$default`, else its only one. */
export function readStage(terraform: Terraform, api: Resource): Stage {
  const stages = terraform
    .resources("aws_apigatewayv2_stage")
    .filter((stage) => follow(terraform, stage, stage.attributes, "api_id", ["aws_apigatewayv2_api"]) === api);
  const stage = stages.find(({ attributes }) => attributes.text("name") === "$default") ?? stages[0];
  if (stage === undefined)
    throw new UserError(`${api.address} has no aws_apigatewayv2_stage; nothing of it can be called.`);
  const { attributes } = stage;
  const throttle = readThrottle(attributes.block("default_route_settings"));
  const accessLogFormat = attributes.block("access_log_settings")?.text("format");
  return {
    name: attributes.requiredText("name"),
    ...(throttle === undefined ? {} : { throttle }),
    routeThrottles: Object.fromEntries(
      attributes.blocks("route_settings").flatMap((block) => {
        const own = readThrottle(block);
        return own === undefined ? [] : [[block.requiredText("route_key"), own] as const];
      }),
    ),
    ...(accessLogFormat === undefined ? {} : { accessLogFormat }),
    variables: attributes.textMap("stage_variables"),
  };
}

/** A state holds 0 where nothing was configured, which is no limit. */
function readThrottle(block: Attributes | undefined): Throttle | undefined {
  const burst = block?.number("throttling_burst_limit") ?? 0;
  const rate = block?.number("throttling_rate_limit") ?? 0;
  return burst === 0 && rate === 0 ? undefined : { burst, rate };
}
