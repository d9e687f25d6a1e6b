import { stackPlanOf } from "../src/plan/from-plan";
import type { Json, JsonObject } from "@private-http-api/terraform-json";
import { Redactor } from "../src/plan/redact";
import { render } from "../src/render/render";
import { reviewPlans } from "../src/review";
import { planOf } from "./plan-builder";

function remembering(...secrets: readonly Json[]): Redactor {
  const redactor = new Redactor();
  redactor.remember([...secrets], true);
  return redactor;
}

describe("scrubbing a text", () => {
  it.each<[string, readonly Json[], string, string]>([
    ["a secret within a text", ["s3cret-value"], "url?key=s3cret-value&x", "url?key=(sensitive)&x"],
    ["a secret that begins like a shorter one", ["s3cret-value", "s3cret-value-2"], "s3cret-value-2", "(sensitive)"],
    ["a short secret that is a word of the text", ["hunter2"], "to hunter2, last", "to (sensitive), last"],
    ["a short secret within a word, left alone", ["hunter2"], "hunter2x", "hunter2x"],
    ["an ordinary word, where it is the whole text", ["admin"], "admin", "(sensitive)"],
    ["an ordinary word in a text, left alone", ["admin"], "the admin role", "the admin role"],
    ["a port, left alone", ["8080"], "8080", "8080"],
    ["a secret in JSON", ['a\nkey"1'], JSON.stringify(['a\nkey"1']), '["(sensitive)"]'],
    ["a secret in JSON that Terraform wrote", ["pa&ssword"], '["pa\\u0026ssword"]', '["(sensitive)"]'],
    ["a secret in JSON in JSON", ['pass"word'], JSON.stringify(JSON.stringify('pass"word')), '"\\"(sensitive)\\""'],
    ["a value in a secret document", ['{"a":["tok-9f8e7d6c"]}'], "tag = tok-9f8e7d6c", "tag = (sensitive)"],
    ["an action in a secret document, left alone", ['{"Action":"s3:GetObject"}'], "s3:GetObject", "s3:GetObject"],
    ["a secret without its last line break", ["s3cret-value\n"], "s3cret-value", "(sensitive)"],
    ["a secret that was cut", ["s3cret-value-of-many-signs"], "key: s3cret-value…", "key: (sensitive)…"],
    ["a number", [12345678], "pin 12345678", "pin (sensitive)"],
    [
      "the place of an unknown value, left alone",
      ["(known after apply)"],
      "(known after apply)",
      "(known after apply)",
    ],
    ["a reference, left alone", ["${var.password}"], "${var.password}", "${var.password}"],
  ])("%s", (_, secrets, text, expected) => {
    expect(remembering(...secrets).scrub(text)).toBe(expected);
  });

  it("leaves addresses alone, and words that are part of one", () => {
    const redactor = remembering("postgres", "backup-2024");
    redactor.rememberName("aws_db_instance.postgres");
    redactor.rememberName("aws_s3_bucket.db-backup-2024");
    expect(redactor.scrub("aws_s3_bucket.db-backup-2024, postgres")).toBe("aws_s3_bucket.db-backup-2024, postgres");
    expect(redactor.scrub("x-backup-2024")).toBe("x-(sensitive)");
  });

  it("takes seconds, not minutes, for many secrets in much text", () => {
    const secrets = Array.from({ length: 12_000 }, (_, index) => `secret-number-${index}-${"z".repeat(50)}`);
    const redactor = remembering(...secrets);
    const started = process.cpuUsage();
    const rows = redactor.scrubAll(secrets.flatMap((secret) => [`of ${secret}`, "aws_s3_bucket.books ".repeat(5)]));
    expect(rows[0]).toBe("of (sensitive)");
    expect(process.cpuUsage(started).user).toBeLessThan(20_000_000);
  });

  it("leaves the review's own words alone", () => {
    expect(remembering("trust").scrubAll({ kind: "trust", owner: "trust" })).toEqual({
      kind: "trust",
      owner: "(sensitive)",
    });
  });
});

describe("what a plan marks as sensitive", () => {
  const SECRET = "s3cret&value";
  function shownIn(rest: JsonObject): string {
    const redactor = new Redactor();
    const listener = { port: 80, protocol: "HTTP", default_action: [{ type: "forward", target_group_arn: SECRET }] };
    const plan = planOf(
      [
        { address: "aws_lb_listener.l", after: listener },
        { address: "aws_apigatewayv2_api.a", after: { name: SECRET } },
      ],
      rest,
    );
    const plans = [stackPlanOf({ stack: "dev", plan, redactor })];
    const reviewed = reviewPlans({ subject: "dev", basis: "plan", plans, redactor, approval: "never" });
    return render("html", reviewed, { colour: false, width: 200 });
  }
  const output = { actions: ["create"], before: null, after: SECRET, after_sensitive: true };
  const variables = { variables: { password: { value: SECRET } } };

  it("is in neither table nor picture when an output or a variable marks it", () => {
    for (const rest of [
      { output_changes: { password: output } },
      { ...variables, configuration: { root_module: { variables: { password: { sensitive: true } } } } },
    ]) {
      expect(shownIn(rest)).not.toContain("s3cret");
      expect(shownIn(rest)).toContain("(sensitive)");
    }
  });

  it("is shown when only cdktf marks it, as it does every output that another stack reads", () => {
    expect(shownIn({ output_changes: { "cross-stack-output-aws_lbinternalarn": output } })).toContain(
      "s3cret&amp;value",
    );
    expect(shownIn({ ...variables, configuration: {} })).toContain("s3cret&amp;value");
  });
});

it("takes an unknown sensitive value's place for no secret", () => {
  const redactor = new Redactor();
  const plan = planOf([
    { address: "aws_db_instance.a", after: {}, after_unknown: { password: true }, after_sensitive: { password: true } },
  ]);
  stackPlanOf({ stack: "dev", plan, redactor });
  expect(redactor.scrub("(known after apply)")).toBe("(known after apply)");
});
