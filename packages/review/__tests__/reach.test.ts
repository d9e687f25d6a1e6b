import type { JsonObject } from "@private-http-api/terraform-json";
import { reviewOf, type BuiltChange } from "./plan-builder";

const topic = { arn: "arn:aws:sns:us-east-1:111111111111:t" };
/** Its account is the plans' own. */
const own: BuiltChange = { address: "aws_sns_topic.own", before: topic, after: topic };
const everyone = { Effect: "Allow", Principal: "*" };

function policyOf(...statements: readonly JsonObject[]): string {
  const invoke = { Action: "execute-api:Invoke", Resource: "*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map((each) => ({ ...invoke, ...each })) });
}

function unless(condition: JsonObject): JsonObject {
  return { Effect: "Deny", Principal: { AWS: ["*"] }, Condition: condition };
}

function api(policy: string | undefined, type = "REGIONAL"): JsonObject {
  const values = { id: "r1", name: "shop", root_resource_id: "root", endpoint_configuration: [{ types: [type] }] };
  return { ...values, ...(policy === undefined ? {} : { policy }) };
}

function changed(before: JsonObject, after: JsonObject): BuiltChange {
  return { address: "aws_api_gateway_rest_api.shop", before, after };
}

function method(authorization: string): BuiltChange {
  const values = { rest_api_id: "r1", resource_id: "root", http_method: "GET", authorization };
  return { address: "aws_api_gateway_method.get", before: values, after: values };
}

function opened(...changes: readonly BuiltChange[]): readonly string[] {
  return reviewOf([own, ...changes]).exposure.flatMap(({ what, who, broadens }) =>
    broadens ? [`${what}: ${who}`] : [],
  );
}

function granted(...changes: readonly BuiltChange[]): readonly string[] {
  return reviewOf([own, ...changes]).iam.flatMap(({ change, effect, who, broadens }) =>
    broadens ? [`${change} ${effect}: ${who}`] : [],
  );
}

describe("a REST API that more people reach", () => {
  const listed = policyOf({ ...everyone, Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } } });
  const more = "GET / without authorization is open to more than before: anyone";

  test("by a list of callers that goes, which denied nothing", () => {
    expect(opened(changed(api(listed), api(undefined)), method("NONE"))).toEqual([more]);
  });

  test("by a policy of its own that goes, though AWS still answers it as the API's", () => {
    const text = policyOf({ Effect: "Allow", Principal: { AWS: "111111111111" } });
    const gone = { address: "aws_api_gateway_rest_api_policy.p", before: { rest_api_id: "r1", policy: text } };
    expect(opened(changed(api(text), api(text)), gone, method("NONE"))).toEqual([more]);
  });

  test("by an endpoint that is no longer private", () => {
    const text = policyOf(everyone);
    expect(opened(changed(api(text, "PRIVATE"), api(text)), method("NONE"))).toEqual([
      "default execute-api endpoint: anyone",
      more,
    ]);
  });

  test("leaves the decision to authorizers where it has some; IAM decides as before", () => {
    const change = changed(api(listed), api(undefined));
    expect(opened(change, method("CUSTOM"))).toEqual([
      "authorizers decide on callers that its policy, or endpoint, kept out: unknown",
    ]);
    expect(opened(change, method("AWS_IAM"))).toEqual([]);
  });

  test("is none where fewer are let in, or the same written otherwise", () => {
    expect(opened(changed(api(undefined), api(listed)), method("NONE"))).toEqual([]);
    const otherwise = policyOf(everyone, unless({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }));
    expect(opened(changed(api(listed), api(otherwise)), method("NONE"))).toEqual([]);
  });
});

describe("who gains by a denial that changes", () => {
  const endpoint = { StringNotEquals: { "aws:SourceVpce": "vpce-1" } };
  test.each<[string, JsonObject, JsonObject | undefined, readonly string[]]>([
    [
      "an endpoint more",
      endpoint,
      { StringNotEquals: { "aws:SourceVpce": ["vpce-1", "vpce-2"] } },
      ["- Deny: unknown"],
    ],
    [
      "addresses in place of a VPC",
      { StringNotEquals: { "aws:SourceVpc": "v" } },
      { NotIpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } },
      ["- Deny: unknown"],
    ],
    [
      "an account more",
      { StringNotEquals: { "aws:VpceAccount": "111111111111" } },
      { StringNotEquals: { "aws:VpceAccount": ["111111111111", "333333333333"] } },
      ["- Deny: another account"],
    ],
    ["the same, written with IfExists", endpoint, { StringNotEqualsIfExists: { "aws:SourceVpce": "vpce-1" } }, []],
    [
      "what is without the key",
      endpoint,
      { "ForAnyValue:StringNotEquals": { "aws:SourceVpce": "vpce-1" } },
      ["- Deny: anyone"],
    ],
    ["a denial that goes", endpoint, undefined, ["- Deny: anyone"]],
  ])("%s", (_, before, after, expected) => {
    const [was, is] = [before, after].map((condition) =>
      api(policyOf(everyone, ...(condition === undefined ? [] : [unless(condition)])), "PRIVATE"),
    );
    expect(granted(changed(was ?? {}, is ?? {}))).toEqual(expected);
  });
});

describe("connections that need no acceptance", () => {
  function service(acceptance_required: boolean, ...principals: readonly string[]): JsonObject {
    return { id: "s", acceptance_required, allowed_principals: principals };
  }
  const partner = "arn:aws:iam::333333333333:root";

  test.each([
    ["of an account", [partner], "another account"],
    ["of everyone", ["*"], "anyone"],
    ["of nobody but the account itself", [], "this account"],
  ])("%s", (_, principals, who) => {
    const change = { before: service(true, ...principals), after: service(false, ...principals) };
    expect(opened({ address: "aws_vpc_endpoint_service.s", ...change })).toEqual([
      `acceptance_required is off: connections need no acceptance: ${who}`,
    ]);
  });

  test("of principals that are resources", () => {
    const change = { before: service(true), after: service(false) };
    const principal = { principal_arn: partner, vpc_endpoint_service_id: "s" };
    const allowed = { address: "aws_vpc_endpoint_service_allowed_principal.p", before: principal, after: principal };
    expect(opened({ address: "aws_vpc_endpoint_service.s", ...change }, allowed)).toEqual([
      "acceptance_required is off: connections need no acceptance: another account",
    ]);
  });
});

describe("a route without authorization", () => {
  function bodyOf(...operations: readonly string[]): JsonObject {
    const paths = { "/": Object.fromEntries(operations.map((operation) => [operation, {}])) };
    return { ...api(undefined), body: JSON.stringify({ openapi: "3.0.1", paths }) };
  }
  const any = "x-amazon-apigateway-any-method";

  test("opens nothing where one for every method was open, or one that is written elsewhere", () => {
    expect(opened(changed(bodyOf(any), bodyOf("get")))).toEqual([]);
    const { before } = method("NONE");
    const gone = { address: "aws_api_gateway_method.get", before: before ?? null };
    expect(opened(changed(api(undefined), bodyOf("get")), gone)).toEqual([]);
  });

  test("opens what one of its method did not, and what a policy kept out", () => {
    expect(opened(changed(bodyOf("get"), bodyOf(any)))).toEqual(["ANY / without authorization: anyone"]);
    const listed = { ...bodyOf(any), policy: policyOf({ Effect: "Allow", Principal: { AWS: "111111111111" } }) };
    expect(opened(changed(listed, bodyOf("get")))).toEqual(["GET / without authorization: anyone"]);
  });
});
