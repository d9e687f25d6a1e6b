import {
  decodeJson,
  evaluate,
  parseTemplate,
  textOf,
  UnknownSyntax,
  type Value,
} from "@private-http-api/terraform-json";

const known: Readonly<Record<string, Value>> = { "aws_lb.alb.name": "shop", "aws_lb.alb.tags.Name": "x" };
const scope = (path: readonly string[]): Value => known[path.join(".")] ?? null;

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

  test("jsonencode, as Fn.jsonencode writes it with a comma at the end, decodes to the same value", () => {
    const text = '${jsonencode([{"name" = "a", "image" = "${aws_lb.alb.name}:1", "ports" = [8080, true, ]}])}';
    expect(decodeJson(evaluate(text, scope))).toEqual([{ name: "a", image: "shop:1", ports: [8080, true] }]);
  });

  test("an expression with an operator is kept as written", () => {
    const text = "${aws_lb.alb.name == 1 ? 2 : 3}";
    expect(textOf(evaluate(text, scope))).toBe(text);
  });

  test.each(["${", "${a", "${[1}", "%{ if x }y%{ endif }", "${a.*.b}"])("%s is not known syntax", (text) => {
    expect(() => parseTemplate(text)).toThrow(UnknownSyntax);
  });
});
