import { ownAccounts } from "../src/analysis/own-accounts";
import type { JsonObject } from "@private-http-api/terraform-json";
import { beforeAndAfter } from "../src/analysis/before-and-after";
import { Redactor } from "../src/plan/redact";
import { stackPlanOf } from "../src/plan/from-plan";
import { planOf, reviewOf, type BuiltChange } from "./plan-builder";

const OWN = "111111111111";
const OTHER = "222222222222";
const policy = JSON.stringify({
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", Principal: { AWS: OTHER } }],
});
const shared: BuiltChange = { address: "aws_s3_bucket_policy.p", after: { bucket: "b", policy } };

function provider(expressions: JsonObject): JsonObject {
  return { configuration: { provider_config: { aws: { name: "aws", expressions } } } };
}

function caller(values: JsonObject): JsonObject {
  const me = { address: "data.aws_caller_identity.me", mode: "data", type: "aws_caller_identity", name: "me", values };
  return { prior_state: { values: { root_module: { child_modules: [{ resources: [me] }] } } } };
}

describe("the account that a plan works in", () => {
  const role = `arn:aws:iam::${OWN}:role/deploy`;

  it.each<[string, readonly BuiltChange[], JsonObject]>([
    ["an ARN of its resources", [{ address: "aws_sqs_queue.q", after: { arn: `arn:aws:sqs:eu-west-1:${OWN}:q` } }], {}],
    ["what the provider is limited to", [], provider({ allowed_account_ids: { constant_value: [OWN] } })],
    [
      "a variable that the provider is limited to",
      [],
      {
        ...provider({ allowed_account_ids: { references: ["var.account"] } }),
        variables: { account: { value: OWN } },
      },
    ],
    ["the role that the provider takes", [], provider({ assume_role: [{ role_arn: { constant_value: role } }] })],
    ["the caller's identity, read before", [], caller({ account_id: OWN })],
    [
      "the caller's identity, read by this plan",
      [{ address: "data.aws_caller_identity.me", actions: ["read"], after: { account_id: OWN } }],
      {},
    ],
    ["a role that is handed to a service", [{ address: "aws_lambda_function.f", after: { role } }], {}],
  ])("is told by %s", (_, changes, rest) => {
    const plan = planOf([...changes, shared], rest);
    const sides = beforeAndAfter([stackPlanOf({ stack: "dev", plan, redactor: new Redactor() })]);
    expect([...ownAccounts(sides)]).toEqual([OWN]);
    expect(reviewOf([...changes, shared], { rest }).verdict.line).toContain("for another account)");
  });

  it("is not told by the ARN of what a resource names", () => {
    const target = { address: "aws_cloudwatch_event_target.t", after: { arn: `arn:aws:sqs:eu-west-1:${OTHER}:q` } };
    const review = reviewOf([target, shared]);
    expect(review.ownAccounts).toEqual([]);
  });

  it("may be any that is named, where nothing tells it", () => {
    const { verdict, iam } = reviewOf([shared]);
    expect(verdict.line).toContain(`; for account ${OTHER})`);
    expect(verdict.needsApproval).toBe(true);
    expect(iam.map(({ who }) => who)).toEqual(["another account"]);
  });
});
