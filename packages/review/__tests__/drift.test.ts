import type { JsonObject } from "@private-http-api/terraform-json";
import { reviewOf, type BuiltChange } from "./plan-builder";

function there(address: string, values: JsonObject): BuiltChange {
  return { address, before: values, after: values };
}

/** What drifted, `attribute: before → after`, where the managed resources are those given. */
function drifted(change: BuiltChange, managed: readonly BuiltChange[] = []): readonly string[] {
  const found = there(change.address, change.after ?? {});
  return reviewOf([found, ...managed], { drift: [change] }).drift.flatMap(({ attributes }) =>
    attributes.map(({ attribute, before, after }) => `${attribute}: ${before} → ${after}`),
  );
}

function changed(address: string, before: JsonObject, after: JsonObject): BuiltChange {
  return {
    address,
    before: { id: "i", ...before },
    after: { id: "i", ...after },
  };
}

describe("drift", () => {
  it("is none where an image has its digest only since it was pushed", () => {
    expect(drifted(changed("docker_image.a", { repo_digest: null }, { repo_digest: "host/a@sha256:1" }))).toEqual([]);
  });

  it("shows what is off or zero, and is none between the ways to write nothing", () => {
    const before = { deletion_protection: true, backup_retention_period: 7, tags: null, name: "" };
    const after = { deletion_protection: false, backup_retention_period: 0, tags: {}, name: null };
    expect(drifted(changed("aws_db_instance.a", before, after))).toEqual([
      "deletion_protection: true → false",
      "backup_retention_period: 7 → 0",
    ]);
  });

  it("tells which setting of a program differs, and never its value", () => {
    function lambda(variables: JsonObject): JsonObject {
      return { environment: [{ variables }] };
    }
    const before = lambda({ DB_PASSWORD: "hunter2-hunter2", SAME: "same" });
    expect(
      drifted(changed("aws_lambda_function.a", before, lambda({ DB_PASSWORD: "x", NEW: "y", SAME: "same" }))),
    ).toEqual([
      "environment.variables.DB_PASSWORD: (a value) → (another value)",
      "environment.variables.NEW: (none) → (a value)",
    ]);
  });

  it.each<[string, JsonObject, JsonObject, readonly string[]]>([
    [
      "aws_instance.a",
      { user_data: "#!/bin/sh" },
      { user_data: "curl evil" },
      ["user_data: (a value) → (another value)"],
    ],
    [
      "aws_ecs_task_definition.a",
      { container_definitions: '[{"name":"app","environment":[{"name":"KEY","value":"1"}]}]' },
      { container_definitions: '[{"name":"app","environment":[{"name":"KEY","value":"2"}]}]' },
      ["container_definitions.app.environment.KEY.value: (a value) → (another value)"],
    ],
    [
      "aws_apprunner_service.a",
      { source: [{ runtime_environment_variables: { KEY: "1" } }] },
      { source: [{ runtime_environment_variables: { KEY: "2" } }] },
      ["source.runtime_environment_variables.KEY: (a value) → (another value)"],
    ],
    [
      "aws_lb.a",
      { tags: { Environment: "dev" } },
      { tags: { Environment: "x" } },
      ['tags: {"Environment":"dev"} → {"Environment":"x"}'],
    ],
  ])("%s: values of settings stay hidden, others do not", (address, before, after, rows) => {
    expect(drifted(changed(address, before, after))).toEqual(rows);
  });
});

describe("a program's settings that drift", () => {
  const CANARY = "Zq9-canary-SECRET-777";
  const setting = { name: "KEY", value: CANARY };

  it.each<[string, JsonObject]>([
    ["aws_amplify_branch", { environment_variables: { KEY: CANARY } }],
    ["aws_api_gateway_stage", { variables: { KEY: CANARY } }],
    ["aws_apprunner_service", { source_configuration: [{ image_repository: [{ image_configuration: [setting] }] }] }],
    ["aws_batch_job_definition", { container_properties: JSON.stringify({ environment: [setting] }) }],
    ["aws_cloudformation_stack", { parameters: { KEY: CANARY } }],
    ["aws_cloudwatch_event_target", { input: JSON.stringify({ key: CANARY }) }],
    ["aws_codebuild_project", { environment: [{ environment_variable: [setting] }] }],
    ["aws_codepipeline", { stage: [{ action: [{ configuration: { OAuth: CANARY } }] }] }],
    ["aws_cognito_user_pool_client", { client_secret: CANARY }],
    ["aws_db_parameter_group", { parameter: [setting] }],
    ["aws_dms_endpoint", { extra_connection_attributes: `key=${CANARY}` }],
    ["aws_ecs_task_definition", { container_definitions: JSON.stringify([{ name: "a", command: [CANARY] }]) }],
    ["aws_elastic_beanstalk_environment", { setting: [setting] }],
    ["aws_emr_cluster", { configurations_json: JSON.stringify([{ Properties: { key: CANARY } }]) }],
    ["aws_glue_job", { default_arguments: { "--key": CANARY } }],
    ["aws_instance", { user_data_base64: CANARY }],
    ["aws_lambda_function", { description: CANARY, environment: [{ variables: { KEY: CANARY } }] }],
    ["aws_launch_template", { user_data: CANARY }],
    ["aws_lightsail_container_service_deployment_version", { container: [{ environment: { KEY: CANARY } }] }],
    ["aws_mwaa_environment", { airflow_configuration_options: { key: CANARY } }],
    ["aws_sagemaker_model", { primary_container: [{ environment: { KEY: CANARY } }] }],
    ["aws_sfn_state_machine", { definition: JSON.stringify({ Key: CANARY }) }],
    ["aws_ssm_document", { content: CANARY }],
    ["aws_ssm_parameter", { insecure_value: CANARY }],
    ["aws_synthetics_canary", { run_config: [{ environment_variables: { KEY: CANARY } }] }],
  ])("%s: differ without their values", (type, values) => {
    const rows = [...drifted(changed(`${type}.a`, {}, values)), ...drifted(changed(`${type}.a`, values, {}))];
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.join("\n")).not.toContain("canary");
  });
});

describe("drift of what resources of their own state", () => {
  const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
  const role = changed(
    "aws_iam_role.r",
    { managed_policy_arns: [], inline_policy: [] },
    { managed_policy_arns: [ADMIN], inline_policy: [{ name: "x", policy: "{}" }] },
  );

  it("is none where they state it", () => {
    const managed = [
      there("aws_iam_role_policy_attachment.a", { role: "i", policy_arn: ADMIN }),
      there("aws_iam_role_policy.x", { role: "i", name: "x", policy: "{}" }),
    ];
    expect(drifted(role, managed)).toEqual([]);
  });

  it("is shown where nobody does, or only of another role", () => {
    const other = there("aws_iam_role_policy_attachment.a", { role: "other", policy_arn: ADMIN });
    expect(drifted(role, [other])).toEqual([`managed_policy_arns: (none) → ${ADMIN}`, "inline_policy: (none) → x: {}"]);
  });

  it("is shown for a bucket's policy unless a bucket policy is managed", () => {
    const bucket = changed("aws_s3_bucket.b", { policy: "" }, { policy: "open" });
    expect(drifted(bucket)).toEqual(["policy: (none) → open"]);
    expect(drifted(bucket, [there("aws_s3_bucket_policy.b", { bucket: "i", policy: "open" })])).toEqual([]);
    expect(drifted(bucket, [there("aws_s3_bucket_policy.b", { bucket: "j", policy: "open" })])).toHaveLength(1);
  });

  it("is shown for a route that leads through another target of any kind", () => {
    function route(target: JsonObject): JsonObject {
      return { route: [{ cidr_block: "10.1.0.0/16", ...target }] };
    }
    const [from, to] = [{ vpc_peering_connection_id: "pcx-1" }, { vpc_peering_connection_id: "pcx-2" }];
    expect(drifted(changed("aws_route_table.t", route(from), route(to)))).toEqual([
      "route: i: 10.1.0.0/16 by pcx-1 → i: 10.1.0.0/16 by pcx-2",
    ]);
  });
});
