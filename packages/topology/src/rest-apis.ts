import { readApiDocument, type Resource, type Terraform, valueText } from "@private-http-api/terraform-json";
import type { Gaps } from "./gaps";
import type { HttpApi, RestSettings, Stage } from "./http-api";
import { referringTo } from "./referring";
import { policyText } from "./rest-endpoints";

/**
 * What only REST APIs have. The policy is that of the API, that of a resource of its own, or what the body says, in the
 * order in which the provider sets them.
 */
export function readRestSettings(terraform: Terraform, api: Resource): RestSettings {
  const [alone] = referringTo(terraform, api, "aws_api_gateway_rest_api_policy", "rest_api_id");
  const policy = (alone && policyText(terraform, alone)) ?? policyText(terraform, api) ?? policyOfBody(api);
  const types = api.attributes.block("endpoint_configuration")?.texts("types") ?? [];
  return {
    ...(types.includes("PRIVATE") ? { isPrivate: true } : {}),
    ...(policy === undefined ? {} : { policy }),
  };
}

function policyOfBody({ attributes }: Resource): string | undefined {
  const document = readApiDocument(attributes.value("body") ?? null, "REST");
  if ("unread" in document || document.policy === undefined) return undefined;
  return valueText(document.policy);
}

/** Reads a REST API's stages; each is served under its name. */
export function readRestStages(
  terraform: Terraform,
  api: Resource,
  gaps: Gaps,
): Pick<HttpApi, "stage" | "otherStages"> {
  function ofApi(type: string): readonly Resource[] {
    return referringTo(terraform, api, type, "rest_api_id");
  }
  const limits = ofApi("aws_api_gateway_method_settings");
  const [stage, ...otherStages] = ofApi("aws_api_gateway_stage").map(({ attributes }): Stage => {
    const name = attributes.requiredText("stage_name");
    const settings = limits
      .find((one) => one.attributes.text("method_path") === "*/*" && isOfStage(terraform, one, name))
      ?.attributes.block("settings");
    const accessLogFormat = attributes.block("access_log_settings")?.text("format");
    const [burst, rate] = ["throttling_burst_limit", "throttling_rate_limit"].map((key) => settings?.number(key));
    return {
      name,
      // The provider's -1 means the account's own limit.
      ...(burst === undefined || rate === undefined || burst < 0 || rate < 0 ? {} : { throttle: { burst, rate } }),
      routeThrottles: {},
      ...(accessLogFormat === undefined ? {} : { accessLogFormat }),
      variables: attributes.textMap("variables"),
    };
  });
  if (stage === undefined) {
    gaps.add(`${api.address} has no aws_api_gateway_stage in ${terraform.source}; it is served without one.`);
    return { stage: { name: "$default", routeThrottles: {}, variables: {} } };
  }
  return otherStages.length === 0 ? { stage } : { stage, otherStages };
}

/** The settings name the stage, or refer to it. */
function isOfStage(terraform: Terraform, settings: Resource, name: string): boolean {
  const given = settings.attributes.value("stage_name");
  if (given === undefined) return false;
  const found = terraform.find(given, ["aws_api_gateway_stage"], settings);
  return (found?.attributes.text("stage_name") ?? valueText(given)) === name;
}
