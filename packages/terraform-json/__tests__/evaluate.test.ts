import {
  decodeJson,
  evaluate,
  parseTemplate,
  Template,
  valueText,
  UnknownSyntax,
  type Value,
} from "@private-http-api/terraform-json";

const known: Readonly<Record<string, Value>> = { "aws_lb.alb.name": "shop", "aws_lb.alb.tags.Name": "x" };
function scope(path: readonly string[]): Value {
  return known[path.join(".")] ?? null;
}

describe("Terraform expressions in synthesized JSON", () => {
  test.each<[string, Value]>([
    ["plain text", "plain text"],
    ["${aws_lb.alb.name}", "shop"],
    ["a-${aws_lb.alb.name}-b", "a-shop-b"],
    ['${aws_lb.alb.tags["Name"]}', "x"],
    ["${aws_lb.alb[0].name}", null],
    ["$${kept} %%{ too }", "${kept} %{ too }"],
    ['${join(",", ["a", aws_lb.alb.name])}', "a,shop"],
    ['${element(["a", "b"], 1)}', "b"],
    ["${(-1.5)}", -1.5],
    ["${true}", true],
    ['${{"a" = 1, b = [null]}}', { a: 1, b: [null] }],
    ['${"say \\"hi\\"\\n"}', 'say "hi"\n'],
  ])("%s", (text, value) => {
    expect(evaluate(text, scope)).toEqual(value);
  });

  test("jsonencode with a trailing comma, as Fn.jsonencode writes it, decodes to the same value", () => {
    const text = '${jsonencode([{"name" = "a", "image" = "${aws_lb.alb.name}:1", "ports" = [8080, true, ]}])}';
    expect(decodeJson(evaluate(text, scope))).toEqual([{ name: "a", image: "shop:1", ports: [8080, true] }]);
  });

  test.each([
    "${aws_lb.alb.name == 1 ? 2 : 3}",
    "${aws_lb.alb.*.arn}",
    "${lower(aws_lb.alb.name)}",
    "${[for x in y : x]}",
  ])("%s is kept as written, with what it refers to", (text) => {
    const value = evaluate(text, scope);
    expect(value).toBeInstanceOf(Template);
    expect(valueText(value)).toBe(text);
  });

  test("unknown parts stay in place, and the rest is read", () => {
    const text = '${jsonencode({"a" = lower("X"), "b" = [1, c.d ? 1 : 2], "c" = "\\u0041"})}';
    const value = decodeJson(evaluate(text, scope)) as Readonly<Record<string, Value>>;
    expect(value["c"]).toBe("A");
    expect(valueText(value["a"] ?? null)).toBe('${lower("X")}');
    expect(valueText(value["b"] ?? null)).toBe('[1,"${c.d ? 1 : 2}"]');
  });

  test.each(["${", "${a", "${[1}", "%{ if x }y%{ endif }"])("%s is unknown syntax", (text) => {
    expect(() => parseTemplate(text)).toThrow(UnknownSyntax);
  });
});
