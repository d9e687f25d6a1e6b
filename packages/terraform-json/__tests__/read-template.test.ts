import { readTemplate } from "../src/read-template";

describe("expressions of synthesized JSON", () => {
  it.each([
    ["plain text", "plain text"],
    ["${aws_lb.a.arn}", "${aws_lb.a.arn}"],
    ["${aws_lb.a.arn}/x", "${aws_lb.a.arn}/x"],
    ["${a.b.c}${d.e.f}", "${a.b.c}${d.e.f}"],
    ['${join(",", [a.b.c, "x"])}', '${join(",", [a.b.c, "x"])}'],
    ['${{a = 1, "b" = [true, null, 2.5]}}', { a: 1, b: [true, null, 2.5] }],
    ["$${aws:username}", "${aws:username}"],
  ])("%s", (template, value) => {
    expect(readTemplate(template)).toEqual(value);
  });

  it("reads jsonencode as the text it produces, with references in place", () => {
    const template =
      '${jsonencode({"Statement" = [{"Action" = ["s3:*"], "Resource" = "${aws_s3_bucket.a.arn}/*", "If" = "$${aws:userid}"}]})}';
    expect(JSON.parse(readTemplate(template) as string)).toEqual({
      Statement: [{ Action: ["s3:*"], Resource: "${aws_s3_bucket.a.arn}/*", If: "${aws:userid}" }],
    });
  });

  it.each(["${", "${jsonencode(", "${{a = }}", '${"open}', "${[1, 2}"])(
    "leaves what it cannot read: %s",
    (template) => {
      expect(readTemplate(template)).toBe(template);
    },
  );
});
