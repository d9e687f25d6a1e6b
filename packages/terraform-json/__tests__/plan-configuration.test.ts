import { configuredArguments } from "../src";
import type { JsonObject } from "../src/json";

/** The argument `target` of a rule in a module, to whose variable the caller passes `given`. */
function targetIn(call: JsonObject, expression: JsonObject, outer: JsonObject = {}): unknown {
  const rule = { address: "aws_thing_rule.r", type: "aws_thing_rule", name: "r", expressions: { target: expression } };
  const module = { resources: [rule], variables: { group: {} } };
  const root_module = { module_calls: { m: { source: "./m", module, ...call } }, ...outer };
  return configuredArguments({ root_module }).get("module.m.aws_thing_rule.r")?.["target"];
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
