import type { JsonObject } from "@private-http-api/terraform-json";
import { SCOPES, scopeOf } from "../src/analysis/danger/account-wide";
import { AWS_TYPES } from "../src/provider/aws-types";
import { reviewOf } from "./plan-builder";

const types = Object.keys(AWS_TYPES);
function role(name: string): JsonObject {
  return { cloudwatch_role_arn: `arn:aws:iam::111111111111:role/${name}` };
}

describe("types of which an account has one", () => {
  it("are the provider's, each once", () => {
    for (const { types: pattern, of } of SCOPES)
      expect([of, types.some((type) => pattern.test(type))]).toEqual([of, true]);
    const several = types.filter((type) => SCOPES.filter((scope) => scope.types.test(type)).length > 1);
    expect(several).toEqual([]);
  });

  /** Names of settings of an account, and what is named so and is of something smaller. */
  const LOOKS_SO =
    /^aws_account_|_account(_|$)|_by_default$|_default_|_defaults?$|_(global|region|service|account)_settings?$|_preferences$|_enabler$|_block_public_access|_serial_console|_enrollment_status$|_organizations?_|_registry_|_data_lake_settings$/;
  const SMALLER: Readonly<Record<string, RegExp>> = {
    "an account of an organization, or what is attached to one":
      /^aws_(organizations_(account|organizational_unit|policy\w*)|ssoadmin_account_assignment)$/,
    "one of several: it has a name or a parent":
      /^aws_(computeoptimizer_recommendation_preferences|db_proxy_default_\w+|default_\w+|ec2_transit_gateway_default_\w+|globalaccelerator_cross_account_attachment|grafana_workspace_service_account\w*|schemas_registry_policy|vpc_block_public_access_exclusion)$/,
    "names an administrator, which is read as access": /_(admin_account(_registration)?|delegated_administrator)$/,
  };

  it("are all that have such a name, but for what is smaller", () => {
    const others = types
      .filter((type) => LOOKS_SO.test(type) && scopeOf(type) === undefined)
      .filter((type) => !Object.values(SMALLER).some((pattern) => pattern.test(type)));
    expect(others).toEqual([]);
  });
});

function told(type: string, before: JsonObject | null, after: JsonObject | null) {
  return reviewOf([{ address: `${type}.a`, before, after }]).danger.map(({ level, approval }) => [level, approval]);
}

const [TRAFFIC, GUARD] = ["interrupts traffic", "weakens protection"];

describe("a setting of the whole account", () => {
  it("is said to be one, with what it overwrites", () => {
    const { resources } = reviewOf([
      { address: "aws_ebs_encryption_by_default.made", after: { enabled: true } },
      {
        address: "aws_iam_account_password_policy.a",
        before: { max_password_age: 90 },
        after: { max_password_age: 60 },
      },
      { address: "aws_sqs_queue.q", after: { name: "q" } },
    ]);
    expect(resources.map(({ notes }) => notes)).toEqual([
      [
        "holds for the whole account in its Region; what is set there already is overwritten, and the plan does not show it",
      ],
      [],
      ["holds for the whole account"],
    ]);
  });

  it("is in the text of a danger", () => {
    const before = { enabled: true };
    const { danger } = reviewOf([{ address: "aws_ebs_encryption_by_default.a", before, after: { enabled: false } }]);
    expect(danger[0]?.downtime).toMatch(/; for the whole account in its Region$/);
  });

  it.each<[string, JsonObject | null, JsonObject | null, readonly unknown[]]>([
    ["aws_api_gateway_account", null, role("a"), [[GUARD, false]]],
    ["aws_api_gateway_account", role("a"), role("b"), [[GUARD, true]]],
    ["aws_api_gateway_account", role("a"), { cloudwatch_role_arn: null }, [[GUARD, true]]],
    ["aws_api_gateway_account", role("a"), null, [[GUARD, true]]],
    ["aws_api_gateway_account", { ...role("a"), reset_on_delete: true }, null, [[GUARD, true]]],
    ["aws_api_gateway_account", { ...role("a"), reset_on_delete: false }, null, []],
    ["aws_vpc_block_public_access_options", null, { internet_gateway_block_mode: "block-ingress" }, [[TRAFFIC, true]]],
    [
      "aws_vpc_block_public_access_options",
      { internet_gateway_block_mode: "block-bidirectional" },
      { internet_gateway_block_mode: "block-ingress" },
      [[GUARD, true]],
    ],
    ["aws_ses_active_receipt_rule_set", { rule_set_name: "a" }, { rule_set_name: "b" }, [[TRAFFIC, true]]],
    ["aws_iam_account_alias", null, { account_alias: "a" }, []],
    ["aws_iam_account_alias", { account_alias: "a" }, null, [[TRAFFIC, true]]],
    ["aws_ecs_account_setting_default", { name: "containerInsights", value: "enabled" }, null, [[GUARD, true]]],
    ["aws_ecs_account_setting_default", { name: "awsvpcTrunking", value: "enabled" }, null, [[TRAFFIC, true]]],
    ["aws_ecs_account_setting_default", { name: "dualStackIPv6", value: "enabled" }, null, []],
    ["aws_ebs_default_kms_key", { key_arn: "k" }, null, [[GUARD, true]]],
    ["aws_ecr_registry_scanning_configuration", { scan_type: "ENHANCED" }, null, [[GUARD, true]]],
    ["aws_ecr_replication_configuration", { replication_configuration: [] }, null, [[GUARD, true]]],
    ["aws_ssm_default_patch_baseline", { baseline_id: "pb-1" }, null, [[GUARD, true]]],
    ["aws_ec2_instance_metadata_defaults", { http_tokens: "required" }, null, [[GUARD, true]]],
    ["aws_ec2_instance_metadata_defaults", { http_tokens: "optional" }, null, []],
    [
      "aws_ebs_snapshot_block_public_access",
      { state: "block-all-sharing" },
      { state: "block-new-sharing" },
      [[GUARD, true]],
    ],
    [
      "aws_sesv2_account_suppression_attributes",
      { suppressed_reasons: ["BOUNCE", "COMPLAINT"] },
      { suppressed_reasons: ["BOUNCE"] },
      [[GUARD, true]],
    ],
    ["aws_sns_sms_preferences", { monthly_spend_limit: 100 }, { monthly_spend_limit: 0 }, [[TRAFFIC, true]]],
  ])("%s %j → %j", (type, before, after, expected) => {
    expect(told(type, before, after)).toEqual(expected);
  });

  it("that no longer keeps documents from being shared publicly opens them to anyone", () => {
    const setting_id =
      "arn:aws:ssm:eu-west-1:111111111111:servicesetting/ssm/documents/console/public-sharing-permission";
    const before = { setting_id, setting_value: "Disable" };
    function gained(after: JsonObject | null, was: JsonObject = before) {
      const { exposure } = reviewOf([{ address: "aws_ssm_service_setting.a", before: was, after }]);
      return exposure.filter(({ broadens }) => broadens).map(({ who }) => who);
    }
    expect(gained({ ...before, setting_value: "Enable" })).toEqual(["anyone"]);
    expect(gained(null)).toEqual(["anyone"]);
    expect(gained({ setting_id: "other", setting_value: "Enable" }, { ...before, setting_id: "other" })).toEqual([]);
  });
});
