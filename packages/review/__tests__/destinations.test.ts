import type { JsonObject } from "@private-http-api/terraform-json";
import { reviewOf } from "./plan-builder";

const own = { address: "aws_sqs_queue.own", after: { arn: "arn:aws:sqs:eu-west-1:111111111111:own" } };

function arn(account: string, service = "lambda", name = "function:f"): string {
  return `arn:aws:${service}:eu-west-1:${account}:${name}`;
}

function invocation(account: string): string {
  return `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn(account)}/invocations`;
}

const [OWN, OTHER] = ["111111111111", "222222222222"];
const BUS = "event-bus/b";

/** Who gets what something sends, where that is more than before. */
function whoGets(type: string, before: JsonObject | null, after: JsonObject) {
  const { exposure } = reviewOf([own, { address: `${type}.a`, before, after }]);
  return exposure
    .filter(
      ({ address, broadens, what }) => broadens && address === `${type}.a` && /: (requests go|sends) to /.test(what),
    )
    .map(({ who }) => who);
}

describe("what is sent to another account", () => {
  it.each<[type: string, sent: (account: string) => JsonObject]>([
    ["aws_apigatewayv2_integration", (account) => ({ integration_uri: arn(account) })],
    ["aws_apigatewayv2_integration", (account) => ({ integration_uri: invocation(account) })],
    ["aws_api_gateway_integration", (account) => ({ uri: invocation(account) })],
    ["aws_api_gateway_integration", (account) => ({ uri: `arn:aws:apigateway:eu-west-1:sqs:path/${account}/q` })],
    [
      "aws_api_gateway_vpc_link",
      (account) => ({ target_arns: [arn(account, "elasticloadbalancing", "loadbalancer/net/l/1")] }),
    ],
    ["aws_cloudwatch_event_target", (account) => ({ arn: arn(account, "events", BUS) })],
    [
      "aws_cloudwatch_log_subscription_filter",
      (account) => ({ destination_arn: arn(account, "logs", "destination:d") }),
    ],
    ["aws_sns_topic_subscription", (account) => ({ protocol: "sqs", endpoint: arn(account, "sqs", "q") })],
    ["aws_s3_bucket_notification", (account) => ({ queue: [{ queue_arn: arn(account, "sqs", "q") }] })],
    [
      "aws_backup_plan",
      (account) => ({ rule: [{ copy_action: [{ destination_vault_arn: arn(account, "backup", "v") }] }] }),
    ],
    ["aws_scheduler_schedule", (account) => ({ target: [{ arn: arn(account, "events", BUS) }] })],
    ["aws_pipes_pipe", (account) => ({ target: arn(account, "events", BUS) })],
    ["aws_cloudwatch_metric_alarm", (account) => ({ alarm_actions: [arn(account, "sns", "t")] })],
    ["aws_iot_topic_rule", (account) => ({ sqs: [{ queue_url: `https://sqs.eu-west-1.amazonaws.com/${account}/q` }] })],
    ["aws_s3_bucket_inventory", (account) => ({ destination: [{ bucket: [{ account_id: account }] }] })],
    ["aws_flow_log", (account) => ({ log_destination: arn(account, "firehose", "deliverystream/d") })],
    ["aws_cognito_user_pool", (account) => ({ lambda_config: [{ pre_token_generation: arn(account) }] })],
    [
      "aws_lambda_function_event_invoke_config",
      (account) => ({ destination_config: [{ on_success: [{ destination: arn(account) }] }] }),
    ],
  ])("%s", (type, sent) => {
    expect(whoGets(type, sent(OWN), sent(OTHER))).toEqual(["another account"]);
    expect(whoGets(type, null, sent(OTHER))).toEqual(["another account"]);
    expect(whoGets(type, sent(OTHER), sent(OWN))).toEqual([]);
    expect(whoGets(type, null, sent(OWN))).toEqual([]);
  });

  it("is no more where it went there before: another function, or another version of it", () => {
    const [one, two] = [arn(OTHER, "lambda", "function:f:1"), arn(OTHER, "lambda", "function:f:2")];
    expect(whoGets("aws_apigatewayv2_integration", { integration_uri: one }, { integration_uri: two })).toEqual([]);
  });

  it("is told from what comes from there", () => {
    const after = { topic_arn: arn(OTHER, "sns", "t"), protocol: "sqs", endpoint: arn(OWN, "sqs", "q") };
    expect(whoGets("aws_sns_topic_subscription", null, after)).toEqual([]);
  });
});

describe("what is sent to a host", () => {
  const integration = { integration_type: "HTTP_PROXY", integration_uri: "https://api.example.com/v1" };

  it.each<[string, JsonObject, JsonObject, number]>([
    ["another host", integration, { ...integration, integration_uri: "https://partner.example/v1" }, 1],
    ["the same host, another path", integration, { ...integration, integration_uri: "https://API.example.com/v2" }, 0],
    ["a host, away from a function", { integration_uri: arn(OWN) }, integration, 1],
    ["a function, away from a host", integration, { integration_uri: arn(OWN) }, 0],
    ["what only the apply tells", integration, { integration_uri: "${aws_lb_listener.l.arn}" }, 0],
    [
      "another Host header over a VPC link",
      { ...integration, connection_type: "VPC_LINK" },
      { ...integration, connection_type: "VPC_LINK", integration_uri: "https://partner.example/v1" },
      0,
    ],
  ])("%s", (_, before, after, count) => {
    expect(whoGets("aws_apigatewayv2_integration", before, after)).toEqual(Array<string>(count).fill("unknown"));
  });

  it("by a new integration takes nothing from where it went before", () => {
    const { exposure } = reviewOf([{ address: "aws_apigatewayv2_integration.a", after: integration }]);
    expect(exposure.map(({ what, broadens }) => [what, broadens])).toEqual([
      ["integration_uri: requests go to api.example.com", false],
    ]);
  });

  it.each<[string, JsonObject]>([
    ["aws_sns_topic_subscription", { protocol: "https", endpoint: "https://hooks.partner.example/x" }],
    ["aws_cloudwatch_event_api_destination", { invocation_endpoint: "https://hooks.partner.example/x" }],
    [
      "aws_kinesis_firehose_delivery_stream",
      { http_endpoint_configuration: [{ url: "https://logs.partner.example" }] },
    ],
  ])("by a new %s takes what stayed before", (type, after) => {
    expect(whoGets(type, null, after)).toEqual(["unknown"]);
  });
});

it("an integration that leaves its VPC link for the internet is protected less", () => {
  const before = { integration_uri: "https://api.example.com", connection_type: "VPC_LINK" };
  const after = { ...before, connection_type: "INTERNET" };
  const { danger } = reviewOf([{ address: "aws_api_gateway_integration.a", before, after }]);
  expect(danger.map(({ level, because }) => [level, because])).toEqual([
    ["weakens protection", "connection_type: VPC_LINK → INTERNET"],
  ]);
});

it("an integration of an API's body that leads to another account's function is access for that account", () => {
  function api(uri: string): JsonObject {
    const integration = { type: "aws_proxy", httpMethod: "POST", uri, payloadFormatVersion: "2.0" };
    const books = { get: { "x-amazon-apigateway-integration": integration } };
    const info = { title: "a", version: "1" };
    return {
      name: "a",
      protocol_type: "HTTP",
      body: JSON.stringify({ openapi: "3.0.1", info, paths: { "/books": books } }),
    };
  }
  const address = "aws_apigatewayv2_api.a";
  const { exposure } = reviewOf([own, { address, before: api(invocation(OWN)), after: api(invocation(OTHER)) }]);
  expect(exposure.filter(({ broadens }) => broadens).map(({ what, who }) => [what, who])).toEqual([
    [`GET /books requests go to ${invocation(OTHER)}`, "another account"],
  ]);
});
