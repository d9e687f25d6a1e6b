import { stackPlanOf } from "../src/plan/from-plan";
import { Redactor } from "../src/plan/redact";
import { reviewPlans } from "../src/review";
import { type BuiltChange, planOf } from "./plan-builder";

const ANOTHER_STATE =
  "the new one is created first; AWS refuses to delete the old one while an integration uses it, so one of another state has to be applied in between";
const SAME_STATE =
  "the new one is created first; the old one is deleted once the integrations of this plan use the new one";

/** A link that is replaced, the new one first, in one stack; other changes in that stack or in others. */
function expectation(type: string, inStack: readonly BuiltChange[], others: readonly BuiltChange[] = []): string {
  const link: BuiltChange = {
    address: `${type}.this`,
    actions: ["create", "delete"],
    before: { id: "link", name: "link" },
    after: { name: "link" },
    after_unknown: { id: true },
    replace_paths: [["subnet_ids"]],
  };
  const redactor = new Redactor();
  const plans = [
    stackPlanOf({ stack: "dev-consumer-bureau", plan: planOf([link, ...inStack]), redactor }),
    stackPlanOf({ stack: "dev-http-api", plan: planOf(others), redactor }),
  ];
  const { review } = reviewPlans({ subject: "dev", basis: "plan", plans, redactor });
  return review.danger.find(({ address }) => address === link.address)?.downtime ?? "no danger";
}

function integration(type: string, connection: string, address = "app"): BuiltChange {
  const before = { id: address, connection_id: connection };
  return { address: `${type}.${address}`, before, after: { id: address }, after_unknown: { connection_id: true } };
}

describe.each([
  ["aws_apigatewayv2_vpc_link", "aws_apigatewayv2_integration"],
  ["aws_api_gateway_vpc_link", "aws_api_gateway_integration"],
])("a %s that is replaced", (link, user) => {
  test("needs nothing in between where all integrations are in its own state", () => {
    expect(expectation(link, [integration(user, "link")])).toBe(SAME_STATE);
    expect(expectation(link, [integration(user, "link")], [integration(user, "other-link")])).toBe(SAME_STATE);
  });

  test("needs the other state applied in between where an integration of another one uses it", () => {
    expect(expectation(link, [], [integration(user, "link")])).toBe(ANOTHER_STATE);
    expect(expectation(link, [integration(user, "link")], [integration(user, "link")])).toBe(ANOTHER_STATE);
  });

  test("and where an API document of another one names it", () => {
    const body = JSON.stringify({
      paths: { "/a": { get: { "x-amazon-apigateway-integration": { connectionId: "link" } } } },
    });
    const document = { id: "api", body };
    const api = { address: "aws_api_gateway_rest_api.api", before: document, after: document };
    expect(expectation(link, [integration(user, "link")], [api])).toBe(ANOTHER_STATE);
  });

  test("says so too where the plans show no integration of it: another state may have one", () => {
    expect(expectation(link, [])).toBe(ANOTHER_STATE);
    expect(expectation(link, [integration(user, "other-link")])).toBe(ANOTHER_STATE);
  });
});
