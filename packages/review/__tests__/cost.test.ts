import { type JsonObject, planSchema } from "@private-http-api/terraform-json";
import { regionOfPlan } from "../src/plan/region";
import type { Cost } from "../src/analysis/cost";
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
      expect(renderMarkdown(reviewOf([change]))).toContain("Cost, US dollars a month");
    }
    expect(renderMarkdown(reviewOf([database]))).toContain("Not priced: aws\\_db\\_instance.");
  });

  it("shows none when it stays", () => {
    const review = reviewOf([{ ...database, before: database.after }]);
    expect(review.cost).toMatchObject({ unpriced: ["aws_db_instance"], unpricedChanges: false });
    expect(renderMarkdown(review)).not.toContain("Cost");
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
    const start = rows.findIndex((row) => row.startsWith("| Resource | Reckoned from"));
    expect(rows.slice(start + 2, start + 6)).toEqual([
      "| `dev: aws_lb.l` | hours + 1 capacity unit | 0.00 | 22.27 | +22.27 |",
      "| `dev: aws_eip.e` | public IPv4 address | 3.65 | 0.00 | −3.65 |",
      "| `dev: 3 × aws_cloudwatch_metric_alarm` | alarm each | 0.00 | 0.30 | +0.30 |",
      "| `All resources` |  | 3.65 | 22.57 | +18.92 |",
    ]);
  });

  it("is in JSON with every resource for itself", () => {
    expect(review.cost.lines.map(({ address }) => address)).toHaveLength(5);
  });

  it("writes numbers as people do", () => {
    const assumptions = { requests: 5_000_000, egressGB: 1500, capacityUnits: 2.5, logGB: 0, storageGB: 0 };
    const text = renderMarkdown(reviewOf([{ address: "aws_nat_gateway.n", after: {} }], { assumptions }));
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
