import { type JsonObject, planSchema } from "@private-http-api/terraform-json";
import { regionOfPlan } from "../src/plan/region";
import type { Cost } from "../src/analysis/cost";
import { DEFAULT_ASSUMPTIONS } from "../src/prices/assumptions";
import { renderMarkdown } from "../src/render/markdown";
import { planOf, reviewOf, type BuiltChange } from "./plan-builder";

function definition(more: JsonObject = {}): BuiltChange {
  const values = { arn: "t", cpu: "1024", memory: "2048", ...more };
  return { address: "aws_ecs_task_definition.t", before: values, after: values };
}

function service(after: JsonObject): BuiltChange {
  return {
    address: "aws_ecs_service.s",
    after: { name: "s", task_definition: "t", ...after },
  };
}

function costOf(...changes: readonly BuiltChange[]): Cost {
  return reviewOf(changes, { region: "us-east-1" }).cost;
}

/** One task of 1 vCPU and 2 GB: (0.04048 + 2 × 0.004445) × 730 h. */
const TASK = 36.04;

describe("the cost of tasks", () => {
  function strategy(...blocks: readonly (readonly [string, number, number])[]): JsonObject {
    return {
      capacity_provider_strategy: blocks.map(([capacity_provider, base, weight]) => ({
        capacity_provider,
        base,
        weight,
      })),
    };
  }

  it.each([
    ["all of them in the base on demand", 2, strategy(["FARGATE", 2, 0], ["FARGATE_SPOT", 0, 1]), 2],
    ["beyond the base on Spot", 6, strategy(["FARGATE", 2, 0], ["FARGATE_SPOT", 0, 1]), 2 + 4 * 0.3],
    ["beyond the base by weight", 6, strategy(["FARGATE", 2, 1], ["FARGATE_SPOT", 0, 3]), 3 + 3 * 0.3],
    ["with the base on Spot", 3, strategy(["FARGATE_SPOT", 1, 0], ["FARGATE", 0, 1]), 2 + 0.3],
    ["without a strategy", 2, {}, 2],
  ])("%s", (_, desired_count, capacity, tasks) => {
    expect(costOf(definition(), service({ desired_count, ...capacity })).after).toBeCloseTo(tasks * TASK, 1);
  });

  it.each([
    ["at least the tasks that scaling keeps", 1, 50, 100, 50],
    ["no more than scaling admits", 9, 1, 4, 4],
    ["those asked for in between", 3, 1, 4, 3],
  ])("%s", (_, desired_count, min_capacity, max_capacity, tasks) => {
    for (const resource_id of ["service/c/s", "service/c/${aws_ecs_service.s.name}"]) {
      const target = { address: "aws_appautoscaling_target.t", after: { resource_id, min_capacity, max_capacity } };
      expect(costOf(definition(), service({ desired_count }), target).lines).toMatchObject([
        { how: `${tasks} × 1 vCPU, 2 GB` },
      ]);
    }
  });

  it("leaves out tasks that run on other machines than Fargate's", () => {
    const desired_count = 10;
    expect(costOf(definition(), service({ desired_count, launch_type: "EC2" })).after).toBe(0);
    expect(costOf(definition(), service({ desired_count, ...strategy(["own-machines", 0, 1]) })).after).toBe(0);
    expect(costOf(definition({ requires_compatibilities: ["EC2"] }), service({ desired_count })).after).toBe(0);
    expect(costOf(definition(), service({ desired_count, launch_type: "FARGATE" })).after).toBeCloseTo(10 * TASK, 1);
  });
});

describe("the cost of what is shared", () => {
  it("has the month's requests once, however many HTTP APIs there are", () => {
    const apis = ["a", "b", "c"].map((name) => ({ address: `aws_apigatewayv2_api.${name}`, after: { name } }));
    expect(costOf(...apis.slice(0, 2))).toMatchObject({
      after: 1,
      lines: [{ how: "500,000 requests", after: 0.5 }, {}],
    });
  });

  it("does not take a WebSocket API for an HTTP API, and says so", () => {
    const cost = costOf(
      { address: "aws_apigatewayv2_api.a", after: { name: "a", protocol_type: "HTTP" } },
      { address: "aws_apigatewayv2_api.b", after: { name: "b", protocol_type: "WEBSOCKET" } },
    );
    expect(cost).toMatchObject({ after: 1, unpriced: ["aws_apigatewayv2_api (WebSocket)"] });
  });

  it("says where an endpoint's zones are not known", () => {
    function endpoint(subnet_ids: JsonObject[string]) {
      return costOf({ address: "aws_vpc_endpoint.e", after: { vpc_endpoint_type: "Interface", subnet_ids } }).lines[0]
        ?.how;
    }
    expect(endpoint("(known after apply)")).toBe("zones unknown, 1 assumed + 20 GB");
    expect(endpoint(["a"])).toBe("1 zone + 20 GB");
    expect(endpoint("${[for s in [aws_subnet.a, aws_subnet.b] : s.id if s.id == aws_subnet.a.id]}")).toBe(
      "2 zones + 20 GB",
    );
    expect(endpoint(["a", "b"])).toBe("2 zones + 20 GB");
  });
});

describe("what has no price", () => {
  const database = { address: "aws_db_instance.d", after: { instance_class: "db.r6g.16xlarge" } };

  it("shows the cost part when it comes, goes or changes", () => {
    for (const change of [
      database,
      { ...database, before: database.after, after: null },
      { ...database, before: { instance_class: "db.t4g.micro" } },
    ]) {
      expect(renderMarkdown(reviewOf([change]))).toContain("Cost, US dollars per month");
    }
    expect(renderMarkdown(reviewOf([database]))).toContain("Not priced: aws\\_db\\_instance.");
  });

  it("shows none when it stays", () => {
    const review = reviewOf([{ ...database, before: database.after }]);
    expect(review.cost).toMatchObject({ unpriced: ["aws_db_instance"], unpricedChanges: false });
    expect(renderMarkdown(review)).not.toContain("Cost");
  });
});

const fargateService = [
  { address: "aws_ecs_task_definition.t", after: { arn: "t", cpu: "256", memory: "512" } },
  { address: "aws_ecs_service.s", after: { task_definition: "t", desired_count: 1, launch_type: "FARGATE" } },
];

describe("forms of a type that are billed otherwise", () => {
  function lineOf(address: string, after: JsonObject): string {
    const { lines, unpriced } = costOf({ address, after });
    return lines.map(({ how, after: usd }) => `${how}: ${usd}`)[0] ?? unpriced[0] ?? "free";
  }

  it.each<[string, JsonObject, string]>([
    ["aws_lb.l", { load_balancer_type: "application" }, "hours + 1 capacity unit: 22.27"],
    ["aws_lb.l", { load_balancer_type: "network" }, "hours + 1 capacity unit: 20.81"],
    ["aws_lb.l", { load_balancer_type: "gateway" }, "hours + 1 capacity unit: 12.05"],
    ["aws_cloudwatch_metric_alarm.a", { period: 60 }, "alarm: 0.1"],
    ["aws_cloudwatch_metric_alarm.a", { period: 10 }, "high-resolution alarm: 0.3"],
    [
      "aws_cloudwatch_metric_alarm.a",
      { metric_query: [{ id: "e", expression: "a/b" }, { metric: [{ period: 60 }] }, { metric: [{ period: 60 }] }] },
      "alarm on 2 metrics: 0.2",
    ],
    ["aws_cloudwatch_composite_alarm.a", {}, "composite alarm: 0.5"],
    ["aws_kms_replica_key.k", {}, "key: 1"],
    ["aws_vpc_endpoint.e", { vpc_endpoint_type: "Gateway" }, "free"],
    ["aws_vpc_endpoint.e", { vpc_endpoint_type: "Resource" }, "aws_vpc_endpoint (Resource)"],
    ["aws_flow_log.f", {}, "free"],
    ["aws_flow_log.f", { log_destination_type: "s3" }, "aws_flow_log (to s3)"],
    ["aws_ssm_parameter.p", { tier: "Standard" }, "free"],
    ["aws_ssm_parameter.p", { tier: "Advanced" }, "aws_ssm_parameter (Advanced)"],
    ["aws_ecs_service.s", { launch_type: "FARGATE" }, "aws_ecs_service (size not known)"],
    ["aws_ecs_service.s", { launch_type: "EC2" }, "free"],
    ["aws_apigatewayv2_integration.i", { integration_uri: "https://example.com" }, "free"],
  ])("%s %j", (address, after, expected) => {
    expect(lineOf(address, after)).toBe(expected);
  });

  it("has Windows with its licence, and storage beyond what a task has", () => {
    const [task, service] = fargateService;
    const windows = { runtime_platform: [{ operating_system_family: "WINDOWS_SERVER_2022_CORE" }] };
    const big = { ...windows, cpu: "1024", memory: "2048", ephemeral_storage: [{ size_in_gib: 120 }] };
    const { lines } = costOf(
      { address: "aws_ecs_task_definition.t", after: { ...task?.after, ...big } },
      ...(service === undefined ? [] : [service]),
    );
    expect(lines[0]?.how).toBe("1 × 1 vCPU, 2 GB, Windows, 100 GB more storage");
    // (0.09148 + 0.046 + 2 × 0.01005 + 100 × 0.000111) × 730
    expect(lines[0]?.after).toBeCloseTo(123.14, 1);
  });

  it("advises what fits what is there", () => {
    function advice(...changes: Parameters<typeof reviewOf>[0]): readonly string[] {
      return reviewOf(changes).cost.alternatives.map(({ name }) => name);
    }
    const gateway = { address: "aws_nat_gateway.n", after: {} };
    const balancer = { address: "aws_lb.l", after: { arn: "l", internal: true } };
    expect(advice(gateway, balancer)).toEqual([]);
    expect(advice(gateway, balancer, ...fargateService)).toEqual([
      "interface endpoints in 1 zone (zones unknown) in place of NAT",
      "all tasks on ARM64",
      "all tasks on Fargate Spot, at its best price",
    ]);
  });
});

describe("the table of costs", () => {
  const alarms = ["a", "b", "c"].map((name) => ({ address: `aws_cloudwatch_metric_alarm.${name}`, after: { name } }));
  const review = reviewOf([
    ...alarms,
    { address: "aws_lb.l", after: { internal: true } },
    { address: "aws_eip.e", before: { id: "1" } },
  ]);

  it("has lines that differ in nothing but the name as one, what changes most first", () => {
    const rows = renderMarkdown(review).split("\n");
    const start = rows.findIndex((row) => row.startsWith("| Resource | Estimated from"));
    expect(rows.slice(start + 2, start + 6)).toEqual([
      "| `aws_lb.l` | hours + 1 capacity unit | 0.00 | 22.27 | +22.27 |",
      "| `aws_eip.e` | public IPv4 address | 3.65 | 0.00 | −3.65 |",
      "| `3 × aws_cloudwatch_metric_alarm` | alarm each | 0.00 | 0.30 | +0.30 |",
      "| `All resources` |  | 3.65 | 22.57 | +18.92 |",
    ]);
  });

  it("is in JSON with every resource for itself", () => {
    expect(review.cost.lines.map(({ address }) => address)).toHaveLength(5);
  });

  it("writes numbers as people do", () => {
    const assumptions = { requests: 5_000_000, egressGB: 1500, capacityUnits: 2.5, logGB: 0, storageGB: 0 };
    const changes = [{ address: "aws_nat_gateway.n", after: {} }, ...fargateService];
    const text = renderMarkdown(reviewOf(changes, { assumptions }));
    expect(text).toContain("5,000,000 requests, 1,500 GB egress, 2.5 capacity units");
    expect(text).toContain("hours + 1,500 GB");
    expect(text).toContain("interface endpoints in 1 zone (zones unknown) in place of NAT");
  });
});

describe("the Region of a plan", () => {
  function planWith(region: JsonObject, variables: JsonObject = {}) {
    return planSchema.parse({
      ...planOf([{ address: "aws_lb.a", before: { arn: "arn:aws:elasticloadbalancing:eu-west-3:1:x" } }]),
      configuration: { provider_config: { aws: { expressions: { region } } } },
      variables,
    });
  }

  it.each([
    ["written out", { constant_value: "sa-east-1" }, {}, "sa-east-1"],
    ["a variable", { references: ["var.region"] }, { region: { value: "us-gov-west-1" } }, "us-gov-west-1"],
    ["a variable that is none", { references: ["var.region"] }, { region: { value: "eu" } }, "eu-west-3"],
    ["a variable that is not told", { references: ["var.region"] }, {}, "eu-west-3"],
    ["something else", { references: ["local.region"] }, { region: { value: "sa-east-1" } }, "eu-west-3"],
  ])("is read where it is %s", (_, region, variables, found) => {
    expect(regionOfPlan(planWith(region, variables))).toBe(found);
  });
});

/** A metric that is looked at every 10 seconds. */
const QUERY = { metric: [{ period: 10 }] };

describe("the cost of what is billed in a way of its own", () => {
  it.each<[string, string, JsonObject, number]>([
    // 730 h × $0.0125, and of one capacity unit 730 h × $0.004
    ["a gateway load balancer", "aws_lb.a", { load_balancer_type: "gateway" }, 12.05],
    // 730 h × $0.01 per zone; how much it inspects is not known
    [
      "an endpoint of a gateway load balancer",
      "aws_vpc_endpoint.a",
      { vpc_endpoint_type: "GatewayLoadBalancer", subnet_ids: ["s-1", "s-2"] },
      14.6,
    ],
    ["an alarm every 10 s on two metrics", "aws_cloudwatch_metric_alarm.a", { metric_query: [QUERY, QUERY] }, 0.6],
    ["an alarm every minute", "aws_cloudwatch_metric_alarm.a", { period: 60 }, 0.1],
  ])("%s", (_, address, after, usd) => {
    expect(costOf({ address, after }).after).toBe(usd);
  });

  it("an alarm on a band is named", () => {
    const metric_query = [{ expression: "ANOMALY_DETECTION_BAND(m1)" }, QUERY];
    const { after, unpriced } = costOf({ address: "aws_cloudwatch_metric_alarm.a", after: { metric_query } });
    expect([after, unpriced]).toEqual([0, ["aws_cloudwatch_metric_alarm (anomaly detection)"]]);
  });

  it("requests beyond the first 300 million, shared by the APIs", () => {
    const apis = ["a", "b"].map((name) => ({
      address: `aws_apigatewayv2_api.${name}`,
      after: { protocol_type: "HTTP" },
    }));
    const assumptions = { ...DEFAULT_ASSUMPTIONS, requests: 500e6 };
    expect(reviewOf(apis, { region: "us-east-1", assumptions }).cost.after).toBe(300 + 200 * 0.9);
  });
});

describe("the cost of functions", () => {
  const arn = "arn:aws:lambda:us-east-1:111111111111:function:f";
  const invoke = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}`;
  function func(values: JsonObject = {}): BuiltChange {
    return { address: "aws_lambda_function.f", after: { arn, function_name: "f", ...values } };
  }
  function there(address: string, values: JsonObject): BuiltChange {
    return { address, before: values, after: values };
  }
  function route(name: string, values: JsonObject): BuiltChange {
    return there(`aws_apigatewayv2_route.${name}`, { api_id: "a", route_key: `GET /${name}`, ...values });
  }
  const other = route("other", {});

  it.each<[string, JsonObject, string, number]>([
    ["of x86 and AWS's memory", {}, "500,000 calls of 100 ms, 128 MiB", 0.1 + 50_000 * 0.125 * 0.0000166667],
    [
      "of ARM64 and more memory",
      { memory_size: 1024, architectures: ["arm64"] },
      "500,000 calls of 100 ms, 1,024 MiB",
      0.1 + 50_000 * 0.0000133334,
    ],
  ])("%s, behind half of the routes", (_, values, how, usd) => {
    const integration = there("aws_apigatewayv2_integration.i", {
      ...{ id: "i1", integration_type: "AWS_PROXY", integration_uri: `${invoke}:live/invocations` },
    });
    const cost = costOf(func(values), integration, route("own", { target: "integrations/i1" }), other);
    expect(cost.lines).toMatchObject([{ address: "aws_lambda_function.f", how }]);
    expect(cost.after).toBeCloseTo(usd, 2);
    expect(cost.unpriced).toEqual([]);
  });

  it("that authorize: of an authorizer that is a resource, and of a body", () => {
    const uri = `${invoke}/invocations`;
    const authorizer = there("aws_apigatewayv2_authorizer.own", { id: "z", authorizer_uri: uri });
    const by = costOf(func(), authorizer, route("own", { authorization_type: "CUSTOM", authorizer_id: "z" }));
    expect(by.lines).toMatchObject([{ how: "1,000,000 calls of 100 ms, 128 MiB" }]);
    const own = { type: "apiKey", "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: uri } };
    const body = { components: { securitySchemes: { own } }, paths: { "/": { get: { security: [{ own: [] }] } } } };
    const api = there("aws_api_gateway_rest_api.a", { name: "a", body: JSON.stringify(body) });
    expect(costOf(func(), api).lines).toMatchObject([{ how: "1,000,000 calls of 100 ms, 128 MiB" }]);
  });

  it("that no API calls is not known", () => {
    expect(costOf(func()).unpriced).toEqual(["aws_lambda_function (calls not known)"]);
  });
});

describe("the cost of what consumers have", () => {
  function endpoint(name: string, values: JsonObject): BuiltChange {
    return { address: `aws_vpc_endpoint.${name}`, after: { vpc_endpoint_type: "Interface", ...values } };
  }
  const link = { service_name: "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d", subnet_ids: ["a", "b"] };

  it("is data through the endpoint of PrivateLink, whatever takes the tasks' own", () => {
    const logs = endpoint("logs", { service_name: "com.amazonaws.us-east-1.logs", subnet_ids: ["a"] });
    const service = { address: "aws_ecs_service.s", after: { name: "s", desired_count: 0 } };
    expect(costOf(endpoint("e", link), logs, service).lines).toMatchObject([
      { how: "2 zones + 20 GB", after: 14.8 },
      { how: "1 zone + 20 GB", after: 7.5 },
    ]);
    const nat = { address: "aws_nat_gateway.n", after: {} };
    expect(costOf(endpoint("e", link), logs, service, nat).lines.slice(0, 2)).toMatchObject([
      { how: "2 zones + 20 GB" },
      { how: "1 zone" },
    ]);
    // Beside a consumer's endpoint there are no tasks.
    expect(costOf(endpoint("e", link), logs).lines).toMatchObject([{ how: "2 zones + 20 GB" }, { how: "1 zone" }]);
  });

  it("is hours in another Region too, and transfer that is not estimated", () => {
    expect(costOf(endpoint("e", { ...link, service_region: "eu-west-1" })).lines).toMatchObject([
      { how: "2 zones + 20 GB, without transfer between Regions" },
    ]);
  });

  it.each<[string, JsonObject, object]>([
    ["t4g.nano", {}, { lines: [{ how: "hours of t4g.nano, without its volume", after: 3.07 }], unpriced: [] }],
    ["t4g.micro", { tenancy: "default" }, { lines: [{ after: 6.13 }] }],
    ["t4g.micro", { tenancy: "dedicated" }, { lines: [], unpriced: ["aws_instance (t4g.micro)"] }],
    ["m7g.large", {}, { lines: [], unpriced: ["aws_instance (m7g.large)"] }],
  ])("is an instance: %s %j", (instance_type, values, cost) => {
    expect(costOf({ address: "aws_instance.i", after: { instance_type, ...values } })).toMatchObject(cost);
  });
});

it("a web ACL costs by rule, and what is inspected by request", () => {
  const acl = { address: "aws_wafv2_web_acl.w", after: { rule: [{ name: "a" }, { name: "b" }] } };
  const association = { address: "aws_wafv2_web_acl_association.w", after: { resource_arn: "stage" } };
  expect(costOf(acl, association).lines).toMatchObject([
    { how: "web ACL + 2 rules, without fees of rule groups", after: 7 },
    { how: "1,000,000 requests", after: 0.6 },
  ]);
});
