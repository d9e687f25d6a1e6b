import type { Json, JsonObject } from "@private-http-api/terraform-json";
import { reviewOf } from "./plan-builder";

const ARN = "arn:aws:execute-api:eu-west-1:111111111111:abc123";

function document(statement: JsonObject): string {
  return JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Principal: "*", ...statement }],
  });
}

function changesOf(type: string, attribute: string, before: Json, after: Json, more: JsonObject = {}) {
  const [was, is] = [before, after].map((value) => ({ ...more, [attribute]: value }));
  return reviewOf([{ address: `${type}.a`, before: was ?? null, after: is ?? null }]).iam;
}

describe("two spellings that AWS takes for the same", () => {
  const api = { id: "abc123", execution_arn: ARN };

  it.each<[string, string]>([
    ["execute-api:/*", `${ARN}/*`],
    ["execute-api:/*", `${ARN}/*/*/*`],
    ["execute-api:/*", "*"],
    ["execute-api:/*", "arn:aws:execute-api:*:*:*/*"],
    ["execute-api:/*", "${aws_api_gateway_rest_api.a.execution_arn}/*/*"],
    ["execute-api:/live/*", `${ARN}/live/*/*`],
    ["execute-api:/live/GET/books", `${ARN}/live/GET/books`],
  ])("of what an API's own policy is about: %s and %s", (one, other) => {
    const [was, is] = [document({ Resource: one }), document({ Resource: other })];
    expect(changesOf("aws_api_gateway_rest_api", "policy", was, is, api)).toEqual([]);
    expect(changesOf("aws_api_gateway_rest_api_policy", "policy", was, is, { rest_api_id: "abc123" })).toEqual(
      other.includes("${") ? expect.any(Array) : [],
    );
  });

  it.each<[string, string]>([
    ["execute-api:/live/*", "execute-api:/*"],
    ["execute-api:/live/GET/*", "execute-api:/live/*"],
    [`${ARN}/live/GET/books`, `${ARN}/live/GET/books/*`],
  ])("are not %s and %s", (one, other) => {
    const [was, is] = [document({ Resource: one }), document({ Resource: other })];
    expect(changesOf("aws_api_gateway_rest_api", "policy", was, is, api).some(({ broadens }) => broadens)).toBe(true);
  });

  it("are not this API's calls and another one's", () => {
    const [was, is] = [
      document({ Resource: "execute-api:/*" }),
      document({ Resource: `${ARN.replace("abc", "xyz")}/*` }),
    ];
    expect(changesOf("aws_api_gateway_rest_api", "policy", was, is, api)).toHaveLength(2);
  });

  it("of the source that may invoke a function", () => {
    const permission = { function_name: "f", action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" };
    expect(changesOf("aws_lambda_permission", "source_arn", `${ARN}/*/*`, `${ARN}/*/*/*`, permission)).toEqual([]);
    expect(
      changesOf("aws_lambda_permission", "action", "lambda:InvokeFunction", "lambda:invokefunction", permission),
    ).toEqual([]);
  });

  const bucket = { bucket: "b" };
  const read = { Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };

  it.each<[string, JsonObject, JsonObject]>([
    ["of an account", { Principal: { AWS: "222222222222" } }, { Principal: { AWS: "arn:aws:iam::222222222222:root" } }],
    ["of everyone", { Principal: "*" }, { Principal: { AWS: "*" } }],
    ["of everyone, in a list", { Principal: "*" }, { Principal: { AWS: ["*"] } }],
    ["of one value", { Action: "s3:GetObject" }, { Action: ["s3:GetObject"] }],
    ["of a list", { Action: ["s3:GetObject", "s3:PutObject"] }, { Action: ["s3:PutObject", "s3:GetObject"] }],
    ["of an action", { Action: "s3:GetObject" }, { Action: "S3:getobject" }],
    ["of no condition", {}, { Condition: {} }],
    ["of a Sid", { Sid: "A" }, { Sid: "B" }],
    [
      "of a condition's key and truth",
      { Condition: { Bool: { "aws:SecureTransport": "true" } } },
      { Condition: { Bool: { "AWS:securetransport": true } } },
    ],
    [
      "of an operator for ARNs",
      { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111111111111:t" } } },
      { Condition: { ArnEquals: { "aws:SourceArn": ["arn:aws:sns:eu-west-1:111111111111:t"] } } },
    ],
    [
      "of a number",
      { Condition: { NumericLessThan: { "s3:max-keys": 10 } } },
      { Condition: { NumericLessThan: { "s3:max-keys": "10" } } },
    ],
    [
      "of one address",
      { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.5" } } },
      { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.5/32" } } },
    ],
    [
      "of an operator",
      { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
      { Condition: { stringequals: { "aws:PrincipalOrgID": ["o-1"] } } },
    ],
  ])("%s", (_, one, other) => {
    const [was, is] = [document({ ...read, ...one }), document({ ...read, ...other })];
    expect(changesOf("aws_s3_bucket_policy", "policy", was, is, bucket)).toEqual([]);
  });
});

describe("the policy of a REST API", () => {
  const deny = {
    Effect: "Deny",
    Action: "execute-api:Invoke",
    Principal: "*",
    Resource: "execute-api:/*",
    Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
  };
  const allow = { ...deny, Effect: "Allow", Condition: {} };

  function whoIsLetIn(types: string, ...statements: readonly JsonObject[]) {
    const before = { name: "a", endpoint_configuration: [{ types: [types] }], policy: "" };
    const after = { ...before, policy: JSON.stringify({ Statement: statements }) };
    const { iam } = reviewOf([{ address: "aws_api_gateway_rest_api.a", before, after }]);
    return iam.filter(({ broadens }) => broadens).map(({ who }) => who);
  }

  it("that is open to everyone lets in anyone, or endpoints of any account where only these lead to the API", () => {
    expect(whoIsLetIn("REGIONAL", allow)).toEqual(["anyone"]);
    expect(whoIsLetIn("PRIVATE", allow)).toEqual(["another account"]);
  });

  it("that denies what comes by no endpoint of its own lets in these", () => {
    expect(whoIsLetIn("PRIVATE", allow, deny)).toEqual(["this account"]);
    expect(whoIsLetIn("REGIONAL", allow, deny)).toEqual(["this account"]);
  });
});
