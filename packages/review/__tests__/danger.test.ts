import type { JsonObject } from "@private-http-api/terraform-json";
import { CRITICAL_TYPES } from "../src/analysis/danger/critical-types";
import { reviewOf, type BuiltChange } from "./plan-builder";

function gone(address: string, values: JsonObject = {}): BuiltChange {
  return { address, before: { id: "i", ...values } };
}
function stays(address: string, values: JsonObject = {}): BuiltChange {
  const all = { id: "i", ...values };
  return { address, before: all, after: all };
}
function replaced(address: string): BuiltChange {
  return {
    address,
    actions: ["delete", "create"],
    before: { id: "i" },
    after: {},
  };
}

describe("what to expect", () => {
  it.each(["aws_ecs_service", "aws_ecr_repository", "aws_nat_gateway", "aws_lb_target_group"])(
    "of a %s that goes speaks of no new one",
    (type) => {
      expect(reviewOf([gone(`${type}.a`)]).danger[0]?.downtime).not.toMatch(/new|until|minutes/);
      expect(reviewOf([replaced(`${type}.a`)]).danger[0]?.downtime).toMatch(/new|until|minutes/);
    },
  );

  it("of a VPC link that is made anew first is that AWS keeps the old one while it is in use", () => {
    const overlapping: BuiltChange = { ...replaced("aws_apigatewayv2_vpc_link.a"), actions: ["create", "delete"] };
    expect(reviewOf([overlapping]).danger[0]?.downtime).toContain("while an integration uses it");
  });

  it("is of no new one, and of no time that passes, wherever something is destroyed for good", () => {
    for (const { destroyed } of Object.values(CRITICAL_TYPES)) {
      expect(destroyed).not.toMatch(/\bnew one\b|\buntil\b|\bminutes\b/);
    }
  });
});

describe("what is not known by its type", () => {
  it.each([
    ["aws_docdb_cluster", "data"],
    ["aws_memorydb_cluster", "data"],
    ["aws_instance", "data"],
    ["aws_elb", "traffic"],
    ["aws_alb_target_group", "traffic"],
    ["aws_api_gateway_domain_name", "traffic"],
    ["aws_vpc_endpoint", "traffic"],
    ["aws_vpclattice_listener", "traffic"],
  ])("is named after what it holds: %s", (type, holds) => {
    expect(reviewOf([gone(`${type}.a`)]).danger).toMatchObject([{ what: "destroyed", holds }]);
  });

  it("is not called harmless in the verdict", () => {
    expect(reviewOf([gone("acme_thing.a")]).verdict.line).toContain(
      "1 removal may lose data or interrupt traffic (acme_thing.a)",
    );
    expect(reviewOf([gone("aws_lb.a"), gone("acme_thing.a")]).verdict.line).toContain(
      "1 interrupts traffic, 1 removal may lose data or interrupt traffic (acme_thing.a)",
    );
    expect(reviewOf([gone("aws_iam_policy.a"), gone("aws_security_group.a")]).verdict.line).toContain(
      "no danger found",
    );
    expect(reviewOf([gone("docker_registry_image.a")]).verdict.line).toContain("1 removal may");
    expect(reviewOf([gone("docker_registry_image.a", { keep_remotely: true })]).verdict.line).toContain(
      "no danger found",
    );
  });

  it("is not claimed where replacements cannot be told", () => {
    const changes = [{ address: "aws_lb.a", before: { name: "a" }, after: { name: "b" } }];
    expect(reviewOf(changes, { basis: "synthesized" }).verdict.line).not.toContain("no danger found");
  });
});

describe("what an earlier replacement left behind", () => {
  function deposed(address: string): BuiltChange {
    return { ...gone(address), deposed: "abcd1234" };
  }

  it("is destroyed with its data, and no longer carries traffic", () => {
    expect(reviewOf([deposed("aws_s3_bucket.b"), stays("aws_s3_bucket.b")]).danger).toMatchObject([
      { what: "destroyed", holds: "data", because: "left behind by an earlier replacement (deposed)" },
    ]);
    expect(reviewOf([deposed("aws_lb.b"), stays("aws_lb.b")]).danger).toEqual([]);
  });
});

describe("protection off", () => {
  it.each<[string, JsonObject, JsonObject, string]>([
    [
      "aws_cognito_user_pool.a",
      { deletion_protection: "ACTIVE" },
      { deletion_protection: "INACTIVE" },
      "deletion_protection: ACTIVE → INACTIVE",
    ],
    [
      "aws_instance.a",
      { disable_api_termination: true },
      { disable_api_termination: false },
      "disable_api_termination: true → false",
    ],
    [
      "aws_dynamodb_table.a",
      { point_in_time_recovery: [{ enabled: true }] },
      { point_in_time_recovery: [] },
      "point_in_time_recovery.enabled: true → false",
    ],
    ["aws_cloudtrail.a", { enable_logging: true }, { enable_logging: false }, "enable_logging: true → false"],
    [
      "aws_elasticache_replication_group.a",
      { at_rest_encryption_enabled: true },
      { at_rest_encryption_enabled: false },
      "at_rest_encryption_enabled: true → false",
    ],
    [
      "aws_secretsmanager_secret.a",
      { recovery_window_in_days: 30 },
      { recovery_window_in_days: 0 },
      "recovery_window_in_days: 30 days → 0 days",
    ],
    [
      "aws_launch_template.a",
      { metadata_options: [{ http_tokens: "required" }] },
      { metadata_options: [{ http_tokens: "optional" }] },
      "metadata_options.http_tokens: required → optional",
    ],
  ])("%s: %j → %j", (address, before, after, because) => {
    expect(reviewOf([{ address, before, after }]).danger).toMatchObject([{ what: "protection off", because }]);
    expect(reviewOf([{ address, before: after, after: before }]).danger).toEqual([]);
  });

  const versioning = { bucket: "i", versioning_configuration: [{ status: "Enabled" }] };

  it("is what protects and goes while what it protects stays", () => {
    expect(reviewOf([gone("aws_s3_bucket_versioning.v", versioning), stays("aws_s3_bucket.b")]).danger).toMatchObject([
      { what: "protection off", because: "destroyed: aws_s3_bucket.b stays" },
    ]);
    expect(reviewOf([gone("aws_wafv2_web_acl_association.w", { resource_arn: "arn:x" })]).danger).toMatchObject([
      { what: "protection off", because: "destroyed: arn:x stays" },
    ]);
  });

  it.each<[string, readonly BuiltChange[]]>([
    ["goes with it", [gone("aws_s3_bucket_versioning.v", versioning), gone("aws_s3_bucket.b")]],
    ["was off", [gone("aws_s3_bucket_versioning.v", { bucket: "i" }), stays("aws_s3_bucket.b")]],
    [
      "only gets another address",
      [
        gone("aws_s3_bucket_versioning.v", versioning),
        stays("aws_s3_bucket.b"),
        { address: "aws_s3_bucket_versioning.w", after: versioning },
      ],
    ],
  ])("is none where what protects %s", (_, changes) => {
    expect(reviewOf(changes).danger.filter(({ what }) => what === "protection off")).toEqual([]);
  });
});
