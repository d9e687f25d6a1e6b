import type { Approval } from "../src/analysis/approval";
import { reviewOf, reviewedPlans } from "./plan-builder";
import type { JsonObject } from "@private-http-api/terraform-json";
import { Redactor } from "../src/plan/redact";
import { exitCodeOf, reviewPlans } from "../src/review";
import { renderHtml } from "../src/render/html";
import { renderMarkdown } from "../src/render/markdown";

describe("quotas", () => {
  const row = {
    key: "routes",
    what: "routes",
    per: "API",
    use: 290,
    limit: 300,
    default: 300,
    of: "orders",
    source: "",
  };
  const ledger = [
    { ...row, raisable: true, varies: false },
    { ...row, key: "targetGroups", what: "target groups", raisable: false, varies: false },
  ];

  it("that are nearly used are shown, with what to write where AWS raised them", () => {
    const redactor = new Redactor();
    const { review } = reviewPlans({ subject: "dev", basis: "plan", plans: [], redactor, quotas: ledger });
    const markdown = renderMarkdown(review);
    expect(markdown).toContain("Near a quota of AWS");
    expect(markdown).toMatch(/routes per API.*290.*300.*96.*orders.*quotas\.routes/);
    expect(markdown).toMatch(/target groups per API.*AWS does not raise it/);
  });

  it("are no part where none is", () => {
    expect(renderMarkdown(reviewOf([]))).not.toContain("quota");
  });
});

describe("danger", () => {
  it("names the attribute that forces a replacement", () => {
    const { danger } = reviewOf([
      {
        address: "aws_apigatewayv2_vpc_link.l",
        actions: ["delete", "create"],
        before: {},
        after: {},
        replace_paths: [["subnet_ids"], ["security_group_ids"]],
      },
    ]);
    expect(danger).toMatchObject([
      { what: "replaced", holds: "traffic", because: "subnet_ids, security_group_ids force replacement" },
    ]);
  });

  it("says Terraform's reason where no attribute forces it", () => {
    const { danger } = reviewOf([{ address: "aws_s3_bucket.b", before: {}, action_reason: "delete_because_each_key" }]);
    expect(danger).toMatchObject([{ what: "destroyed", holds: "data", because: "its key is no longer in for_each" }]);
  });

  it.each([
    [
      "aws_lb.a",
      { enable_deletion_protection: true },
      { enable_deletion_protection: false },
      "enable_deletion_protection: true → false",
    ],
    ["aws_ecr_repository.a", { force_delete: false }, { force_delete: true }, "force_delete: false → true"],
    [
      "aws_ecr_repository.a",
      { image_tag_mutability: "IMMUTABLE" },
      { image_tag_mutability: "MUTABLE" },
      "image_tag_mutability: IMMUTABLE → MUTABLE",
    ],
    [
      "aws_s3_bucket_versioning.a",
      { versioning_configuration: [{ status: "Enabled" }] },
      { versioning_configuration: [{ status: "Suspended" }] },
      "versioning_configuration.status: Enabled → Suspended",
    ],
    [
      "aws_cloudwatch_log_group.a",
      { retention_in_days: 0 },
      { retention_in_days: 14 },
      "retention_in_days: forever → 14 days",
    ],
  ])("%s: a setting that gets worse", (address, before, after, because) => {
    expect(reviewOf([{ address, before, after }]).danger).toMatchObject([{ because }]);
    expect(reviewOf([{ address, before: after, after: before }]).danger).toEqual([]);
  });

  it("leaves a task definition's new revision alone", () => {
    expect(
      reviewOf([{ address: "aws_ecs_task_definition.t", actions: ["create", "delete"], before: {}, after: {} }]).danger,
    ).toEqual([]);
  });
});

describe("verdict", () => {
  it("is no change where nothing but data sources is read", () => {
    const { verdict } = reviewOf([
      { address: "aws_vpc.a", before: { id: "1" }, after: { id: "1" } },
      { address: "data.aws_region.a", actions: ["read"], after: {} },
    ]);
    expect(verdict).toMatchObject({ line: "No change.", changes: false, needsApproval: false });
  });

  it("counts what is imported, which is a change", () => {
    const bucket = { address: "aws_s3_bucket.b", before: { id: "b" }, after: { id: "b" }, importing: { id: "b" } };
    const review = reviewOf([bucket]);
    expect(review.verdict).toMatchObject({ changes: true, stacks: [{ imported: 1, noOp: 1 }] });
    expect(review.verdict.line).toMatch(/^1 to import: /);
    expect(exitCodeOf(review)).toBe(2);
  });

  it("closes no door and takes no cost away with what is only forgotten", () => {
    function forgotten(address: string, before: JsonObject) {
      return { address, actions: ["forget"], before };
    }
    const { verdict, network, exposure, cost, danger } = reviewOf([
      forgotten("aws_lb.l", { id: "l", internal: false }),
      forgotten("aws_vpc_security_group_ingress_rule.r", { security_group_id: "sg-1", cidr_ipv4: "0.0.0.0/0" }),
    ]);
    expect(verdict.line).toMatch(/^2 to forget: /);
    expect({ network, exposure, danger }).toEqual({ network: [], exposure: [], danger: [] });
    expect(cost.after).toBe(cost.before);
  });

  it("wants approval as the policy says", () => {
    const tag = { address: "aws_vpc.a", before: { tags: {} }, after: { tags: { a: "b" } } };
    const open = { address: "aws_lb.a", before: { internal: true }, after: { internal: false } };
    function asks(change: typeof tag | typeof open, approval: "never" | readonly Approval[]): boolean {
      return reviewOf([change], { approval }).verdict.needsApproval;
    }
    expect([asks(tag, "never"), asks(tag, ["broadening"]), asks(tag, ["any-change"])]).toEqual([false, false, true]);
    expect([asks(open, "never"), asks(open, ["broadening"]), asks(open, ["any-change"])]).toEqual([false, true, true]);
  });
});

describe("cost", () => {
  it("prices what runs, with the region's factor, and says what is not priced", () => {
    const fargate = [
      { address: "aws_ecs_task_definition.t", after: { arn: "t", cpu: "256", memory: "512" } },
      { address: "aws_ecs_service.s", after: { task_definition: "t", desired_count: 2 } },
      { address: "aws_db_instance.d", after: {} },
    ];
    // 2 × (0.25 × 0.04048 + 0.5 × 0.004445) × 730 h
    expect(reviewOf(fargate, { region: "us-east-1" }).cost).toMatchObject({
      after: 18.02,
      unpriced: ["aws_db_instance"],
    });
    expect(reviewOf(fargate, { region: "eu-central-1" }).cost.after).toBe(20.72);
  });

  it("says that a region without prices is taken for another", () => {
    const api = [{ address: "aws_apigatewayv2_api.a", after: { name: "a" } }];
    expect(reviewOf(api, { region: "xx-south-9" }).cost).toMatchObject({
      region: "xx-south-9, taken for us-east-1",
      regionFactor: 1,
      after: 1,
    });
    expect(renderMarkdown(reviewOf(api, { region: "sa-east-1" }))).toContain(
      "Estimate for sa-east-1 (prices of us-east-1 × 1.72)",
    );
  });

  it("follows assumed traffic", () => {
    const api = [{ address: "aws_apigatewayv2_api.a", after: { name: "a" } }];
    const assumptions = { requests: 5_000_000, egressGB: 0, capacityUnits: 0, logGB: 0, storageGB: 0 };
    expect(reviewOf(api, { assumptions }).cost.after).toBe(5);
  });
});

describe("formats", () => {
  it("names every cell of a page for a telephone, where rows are cards, and aligns amounts", () => {
    const { review, picture } = reviewedPlans([{ address: "aws_lb.a", after: { internal: true } }]);
    const html = renderHtml(review, picture());
    expect(html).toContain('<td data-label="Estimated from">hours + 1 capacity unit</td>');
    expect(html).toContain('<td data-label="After" class=amount>22.27</td>');
    expect(html.match(/<td/g)?.length).toBe(html.match(/<td data-label="[^"]*"/g)?.length);
  });
});
