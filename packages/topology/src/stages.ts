import type { HttpApi, Stage, Throttle } from "./http-api";
import type { Gaps } from "./gaps";
import { ofApi } from "./routes";
import type { Attributes, Resource, Terraform } from "@private-http-api/terraform-json";

/** Reads an API's stages: `$default` first, which is served at the root; the others under their names. */
export function readStages(terraform: Terraform, api: Resource, gaps: Gaps): Pick<HttpApi, "stage" | "otherStages"> {
  const stages = ofApi(terraform, "aws_apigatewayv2_stage", api).flatMap((one) =>
    gaps.reading(
      () => [readStage(one)],
      () => [],
    ),
  );
  const stage = stages.find(({ name }) => name === "$default") ?? stages[0];
  if (stage === undefined) {
    // A quick-created API has a stage that Terraform does not know about.
    if (api.attributes.value("target") === undefined)
      gaps.add(`${api.address} has no aws_apigatewayv2_stage in ${terraform.source}; it is served as stage $default.`);
    return { stage: { name: "$default", routeThrottles: {}, variables: {} } };
  }
  return stages.length === 1 ? { stage } : { stage, otherStages: stages.filter((other) => other !== stage) };
}

function readStage({ attributes }: Resource): Stage {
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

/** A state holds 0 if nothing was configured, which means no limit. */
function readThrottle(block: Attributes | undefined): Throttle | undefined {
  const burst = block?.number("throttling_burst_limit") ?? 0;
  const rate = block?.number("throttling_rate_limit") ?? 0;
  return burst === 0 && rate === 0 ? undefined : { burst, rate };
}
