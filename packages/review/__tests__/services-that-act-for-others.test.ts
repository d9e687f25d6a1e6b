import type { JsonObject } from "@private-http-api/terraform-json";
import { reviewOf } from "./plan-builder";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
describe("a service that a resource's policy admits", () => {
  const own = { address: "aws_sqs_queue.own", after: { arn: "arn:aws:sqs:eu-west-1:111111111111:own" } };
  const permission = { function_name: "f", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com" };

  function whoGainsBy(before: JsonObject | null, after: JsonObject, type = "aws_lambda_permission") {
    const { iam } = reviewOf([own, { address: `${type}.a`, before, after }]);
    return iam.filter(({ broadens }) => broadens).map(({ who }) => who);
  }

  it.each<[string, JsonObject]>([
    ["an account of the plans", { source_account: "111111111111" }],
    ["an ARN of theirs", { source_arn: "arn:aws:events:eu-west-1:111111111111:rule/r" }],
    ["a reference", { source_arn: "${aws_s3_bucket.b.arn}" }],
    ["a bucket, whose ARN has no account", { source_arn: "arn:aws:s3:::b" }],
    ["a token that one party has", { principal: "alexa-appkit.amazon.com", event_source_token: "amzn1.ask.skill.1" }],
  ])("acts for this account where it is limited to %s, and for any other where it no longer is", (_, limit) => {
    expect(whoGainsBy(null, { ...permission, ...limit })).toEqual(["this account"]);
    expect(whoGainsBy({ ...permission, ...limit }, permission)).toEqual(["another account"]);
  });

  it.each<[string, JsonObject]>([
    ["another account", { source_account: "222222222222" }],
    ["an ARN of another account", { source_arn: "arn:aws:events:eu-west-1:222222222222:rule/r" }],
    ["every ARN", { source_arn: "arn:aws:s3:::*" }],
    ["nothing", {}],
  ])("acts for another account where it is limited to %s", (_, limit) => {
    expect(whoGainsBy(null, { ...permission, ...limit })).toEqual(["another account"]);
  });

  function statement(more: JsonObject): JsonObject {
    const allow = { Effect: "Allow", Action: "s3:PutObject", Principal: { Service: "cloudtrail.amazonaws.com" } };
    return {
      bucket: "b",
      policy: JSON.stringify({ Statement: [{ ...allow, Resource: "arn:aws:s3:::b/*", ...more }] }),
    };
  }

  it("of a bucket's policy too, unless it may only write below the account's number", () => {
    const type = "aws_s3_bucket_policy";
    const trail = "arn:aws:cloudtrail:eu-west-1:111111111111:trail/t";
    const limited = { Condition: { StringEquals: { "AWS:SourceArn": trail } } };
    expect(whoGainsBy(statement(limited), statement({}), type)).toEqual(["another account"]);
    expect(whoGainsBy(null, statement({ Resource: "arn:aws:s3:::b/AWSLogs/111111111111/*" }), type)).toEqual([
      "this account",
    ]);
  });

  it("of a role's trust acts for the role's account: it takes no role for another one", () => {
    const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
    const after = { name: "r", assume_role_policy: JSON.stringify({ Statement: [trust] }) };
    expect(whoGainsBy(null, after, "aws_iam_role")).toEqual(["this account"]);
  });
});

describe("a user in a list", () => {
  it.each([
    ["aws_memorydb_acl", "user_names", "aws_memorydb_user", "user_name"],
    ["aws_elasticache_user_group", "user_ids", "aws_elasticache_user", "user_id"],
  ])("of %s gains, and is of this plan where the plan has it", (list, users, type, name) => {
    const changes = [
      { address: `${type}.u`, after: { [name]: "reports" } },
      { address: `${list}.l`, before: { [users]: ["app"] }, after: { [users]: ["app", "reports", "partner"] } },
    ];
    const gained = reviewOf(changes).exposure.filter(({ address, broadens }) => broadens && address === `${list}.l`);
    expect(gained.map(({ what, who }) => [what.split(" ").at(-1), who])).toEqual([
      ["reports", "this plan"],
      ["partner", "unknown"],
    ]);
  });
});
