import { configOf, service } from "@private-http-api/test-support";
import { diagramOf } from "../src/diagram/diagram";
import { reviewOfConfigs, stacksOf } from "./support/review-of-configs";

const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };

function rest(api: object): object {
  const services = { books: service("/api/books", { image, authorization: "iam" }) };
  return configOf(services, { api: { kind: "rest", stage: "live", ...api } });
}

const http = configOf({ books: service("/api/books", { image, authorization: "iam" }) });
const closed = { endpoint: "private", allowedVpcEndpoints: ["vpce-0a1b2c3d"] };

describe("a REST API's resource policy", () => {
  function statements(before: object, after: object) {
    return reviewOfConfigs(before, after).iam.map(({ change, effect, principal, condition, broadens }) => [
      change,
      effect,
      principal,
      condition,
      broadens,
    ]);
  }

  test("that admits another account gives it access", () => {
    expect(statements(rest(closed), rest({ ...closed, allowedAccounts: ["111111111111", "333333333333"] }))).toEqual([
      ["-", "Allow", ["AWS:111111111111"], [], false],
      ["+", "Allow", ["AWS:111111111111", "AWS:333333333333"], [], true],
    ]);
  });

  test("that admits another endpoint denies less", () => {
    const two = ["vpce-0a1b2c3d", "vpce-99999999"];
    expect(statements(rest(closed), rest({ ...closed, allowedVpcEndpoints: two }))).toEqual([
      ["-", "Deny", ["AWS:*"], ["StringNotEquals aws:SourceVpce = vpce-0a1b2c3d"], true],
      ["+", "Deny", ["AWS:*"], [`StringNotEquals aws:SourceVpce = ${two.join(", ")}`], false],
    ]);
  });

  test("goes with the private endpoint, and then the internet reaches the API", () => {
    const { exposure, verdict } = reviewOfConfigs(rest(closed), rest({}));
    expect(exposure.map(({ change, what, who }) => [change, what, who])).toEqual([
      ["+", "default execute-api endpoint", "anyone"],
    ]);
    expect(verdict.needsApproval).toBe(true);
  });
});

describe("a consumer of a private REST API", () => {
  const partner = { account: "333333333333", roleArn: "arn:aws:iam::333333333333:role/deploy", restApi: true };
  const services = { books: service("/api/books", { image, authorization: "iam" }) };
  const before = rest(closed);
  const after = configOf(services, { api: { kind: "rest", stage: "live", ...closed }, consumers: { partner } });

  test("is let in with its account and its endpoint, whose zones have their price", () => {
    const { iam, cost, verdict } = reviewOfConfigs(before, after);
    const added = iam.filter(({ change }) => change === "+");
    expect(added.map(({ effect, principal, condition }) => [effect, principal, condition])).toEqual([
      ["Allow", ["AWS:111111111111", "AWS:333333333333"], []],
      ["Deny", ["AWS:*"], [expect.stringMatching(/^StringNotEquals aws:SourceVpce = .*aws_vpc_endpoint\.endpoint/)]],
    ]);
    expect(cost.lines.map(({ address, how, after: usd }) => [address, how, usd])).toEqual([
      ["aws_vpc_endpoint.endpoint", "2 zones + 20 GB", 14.8],
    ]);
    expect(verdict.needsApproval).toBe(true);
  });

  test("that comes after another one is told from it, though both endpoints have one address", () => {
    const own = { account: "111111111111", restApi: true };
    function allowing(consumers: object): object {
      const api = {
        kind: "rest",
        stage: "live",
        endpoint: "private",
        allowedAccounts: ["111111111111", "333333333333"],
      };
      return configOf(services, { api, consumers });
    }
    const { iam } = reviewOfConfigs(allowing({ own }), allowing({ own, partner }));
    expect(iam.map(({ change, effect, broadens }) => [change, effect, broadens])).toEqual([
      ["-", "Deny", true],
      ["+", "Deny", false],
    ]);
    expect(iam[1]?.condition[0]).toMatch(/dev-consumer-own.*, .*dev-consumer-partner/);
  });

  test("that goes broadens nothing, and cuts its callers off", () => {
    const { verdict, danger } = reviewOfConfigs(after, before);
    expect(verdict.broadens).toBe(false);
    expect(danger.find(({ address }) => address === "aws_vpc_endpoint.endpoint")?.level).toBe("interrupts traffic");
  });

  test("is drawn as a VPC that calls, not as a way out of the tasks'", () => {
    const svg = diagramOf(stacksOf(after), "dev");
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(texts).toEqual(
      expect.arrayContaining(["Consumer&#39;s VPC", "execute-api endpoint", "HTTPS, by VPC endpoints"]),
    );
    expect(texts.filter((text) => text === "execute-api")).toEqual([]);
  });
});

test("a REST API costs more per request than an HTTP API", () => {
  const { cost } = reviewOfConfigs(http, rest({}));
  expect(
    cost.lines
      .filter(({ type }) => /^aws_api_?gateway/.test(type))
      .map(({ type, before, after }) => [type, before, after]),
  ).toEqual([
    ["aws_api_gateway_rest_api", 0, 3.5],
    ["aws_apigatewayv2_api", 1, 0],
  ]);
  expect(cost.unpriced).toEqual([]);
});

test("no Cloud Map is advised where a REST API needs the load balancer", () => {
  function advice(config: object): readonly string[] {
    return reviewOfConfigs(http, config).cost.alternatives.map(({ name }) => name);
  }
  const cloudMap = "Cloud Map in place of load balancers";
  expect(advice(http)).toContain(cloudMap);
  expect(advice(rest({}))).not.toContain(cloudMap);
});

test("an authorizer and a web ACL that go are an opening, and a protection that is off", () => {
  const wafArn = "arn:aws:wafv2:us-west-2:111111111111:regional/webacl/shop/11111111-2222-3333-4444-555555555555";
  const gate = { function: { functionArn: "arn:aws:lambda:us-west-2:111111111111:function:gate" } };
  function guarded(api: object, authorization: unknown): object {
    const services = { books: service("/api/books", { image, authorization }) };
    return configOf(services, { api: { kind: "rest", stage: "live", ...api } });
  }
  const { exposure, danger } = reviewOfConfigs(
    guarded({ wafArn, authorizers: { gate } }, { authorizer: "gate" }),
    guarded({}, "none"),
  );
  expect(exposure.map(({ change, what, who }) => [change, what, who])).toEqual([
    ["+", "ANY /api/books without authorization", "anyone"],
    ["+", "ANY /api/books/{proxy+} without authorization", "anyone"],
  ]);
  expect(danger.map(({ address, what }) => [address, what])).toEqual([
    ["aws_wafv2_web_acl_association.stage_waf", "protection off"],
  ]);
});
