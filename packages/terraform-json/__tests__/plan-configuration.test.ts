import { configuredArguments, isInstanceOf, withoutInstanceKeys } from "../src";
import type { JsonObject } from "../src/json";

const EXISTING = new Set(["aws_group.a", 'aws_group.keyed["x.y"]']);

/** The argument `target` of a rule in a module, to whose variable the caller passes `given`. */
function targetIn(call: JsonObject, expression: JsonObject, outer: JsonObject = {}): unknown {
  const rule = { address: "aws_thing_rule.r", type: "aws_thing_rule", name: "r", expressions: { target: expression } };
  const module = { resources: [rule], variables: { group: {} } };
  const root_module = { module_calls: { m: { source: "./m", module, ...call } }, ...outer };
  return configuredArguments({ root_module }, (address) => EXISTING.has(address))("module.m.aws_thing_rule.r")?.[
    "target"
  ];
}

const FROM_VARIABLE = { references: ["var.group"] };

describe("a value passed to a module", () => {
  it.each<[string, JsonObject, string]>([
    ["a resource", { expressions: { group: { references: ["aws_group.a.id", "aws_group.a"] } } }, "aws_group.a.id"],
    [
      "each.value of resources",
      {
        for_each_expression: { references: ["aws_group.a"] },
        expressions: { group: { references: ["each.value.id", "each.value"] } },
      },
      "aws_group.a.id",
    ],
    [
      "an instance chosen by count.index",
      {
        count_expression: { constant_value: 2 },
        expressions: { group: { references: ["aws_group.a", "count.index"] } },
      },
      "aws_group.a",
    ],
  ])("leads to %s", (_, call, attribute) => {
    expect(targetIn(call, FROM_VARIABLE)).toBe(`built from \${${attribute}}`);
  });

  it("is followed through each.value of a variable, in the module", () => {
    const rule = {
      address: "aws_thing_rule.r",
      for_each_expression: FROM_VARIABLE,
      expressions: { target: { references: ["each.value.id", "each.value"] } },
    };
    const call = { expressions: { group: { references: ["aws_group.a"] } }, module: { resources: [rule] } };
    expect(targetIn(call, {})).toBe("built from ${aws_group.a.id}");
  });

  it.each<[string, JsonObject]>([
    ["a local value, which a plan does not show", { references: ["local.groups"] }],
    ["one of several resources", { references: ["aws_group.a.id", "aws_group.a", "aws_group.b.id", "aws_group.b"] }],
  ])("is unknown if it is %s", (_, group) => {
    expect(targetIn({ expressions: { group } }, FROM_VARIABLE)).toBe("(known after apply)");
  });
});

describe("an instance key", () => {
  const root_module = {
    module_calls: {
      outer: {
        for_each_expression: { references: ["aws_group.keyed"] },
        expressions: {
          own: { references: ["each.value.id", "each.value"] },
        },
        module: {
          resources: [{ address: "aws_group.inside", expressions: {} }],
          module_calls: {
            inner: {
              count_expression: { constant_value: 2 },
              expressions: {
                own: { references: ["var.own"] },
                beside: { references: ["aws_group.inside.id", "aws_group.inside"] },
              },
              module: {
                resources: [
                  {
                    address: "aws_thing_rule.r",
                    expressions: Object.fromEntries(
                      ["own", "beside"].map((name) => [name, { references: [`var.${name}`] }]),
                    ),
                  },
                ],
              },
            },
          },
        },
      },
    },
  };
  function argumentsOf(address: string) {
    return configuredArguments({ root_module }, (one) => EXISTING.has(one))(address);
  }

  it("of a module chooses the instance that each.value means, two levels below", () => {
    const address = 'module.outer["x.y"].module.inner[1].aws_thing_rule.r';
    expect(argumentsOf(address)).toMatchObject({
      own: 'built from ${aws_group.keyed["x.y"].id}',
      beside: 'built from ${module.outer["x.y"].aws_group.inside.id}',
    });
  });

  it("is left out if the plan has no such instance", () => {
    const address = 'module.outer["other"].module.inner[1].aws_thing_rule.r';
    expect(argumentsOf(address)).toMatchObject({ own: "built from ${aws_group.keyed.id}" });
  });
});

describe("addresses of instances", () => {
  it.each<[string, string, boolean]>([
    ['module.a["x"].aws_lb.b[0]', "module.a.aws_lb.b", true],
    ['module.a["x"].aws_lb.b[0]', 'module.a["x"].aws_lb.b', true],
    ['module.a["x"].aws_lb.b[0]', 'module.a["y"].aws_lb.b', false],
    ['module.a["x.y[0]"].aws_lb.b', "module.a.aws_lb.b", true],
    ['aws_lb.b["say \\"hi\\""]', "aws_lb.b", true],
    ["module.a.aws_lb.b", "aws_lb.b", false],
  ])("%s is an instance of %s: %s", (address, written, expected) => {
    expect(isInstanceOf(address, written)).toBe(expected);
    if (expected) expect(withoutInstanceKeys(address)).toBe(withoutInstanceKeys(written));
  });
});
