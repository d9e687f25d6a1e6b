import { planSchema } from "@private-http-api/terraform-json";
import { stackPlanOf } from "../src/plan/from-plan";
import { Redactor } from "../src/plan/redact";
import { render } from "../src/render/render";
import { reviewPlans } from "../src/review";
import { planOf } from "./plan-builder";
import { attackPlan } from "./support/attack-plan";

const SECRET = "hunter2-hunter2";

const plan = planOf(
  [
    {
      address: "aws_iam_role_policy.p",
      after: {
        role: "tasks",
        policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "s3:*", Resource: SECRET } }),
      },
      after_sensitive: { policy: true },
    },
    {
      address: "aws_ssm_parameter.s",
      actions: ["delete", "create"],
      before: { value: SECRET, name: "old" },
      after: { value: `${SECRET}!`, name: "new" },
      before_sensitive: { value: true },
      after_sensitive: { value: true },
      replace_paths: [["name"]],
    },
    // The same secret where nothing marks it: handed on through another stack's state, say.
    {
      address: "aws_lb_listener.l",
      after: { port: 80, protocol: "HTTP", default_action: [{ type: "forward", target_group_arn: SECRET }] },
    },
    {
      address: "aws_ecs_service.web",
      before: { task_definition: "one" },
      after: { task_definition: "two" },
    },
    {
      address: "aws_ecs_task_definition.one",
      before: {
        arn: "one",
        container_definitions: JSON.stringify([{ name: "web", environment: [{ name: "PASSWORD", value: SECRET }] }]),
      },
    },
    {
      address: "aws_ecs_task_definition.two",
      after: {
        arn: "two",
        container_definitions: JSON.stringify([
          { name: "web", environment: [{ name: "PASSWORD", value: "another-password" }] },
        ]),
      },
    },
    { address: "aws_lb.public", after: { internal: true, name: SECRET } },
  ],
  {
    resource_drift: [
      {
        address: "aws_ssm_parameter.s",
        mode: "managed",
        type: "aws_ssm_parameter",
        name: "s",
        change: {
          actions: ["update"],
          before: { value: SECRET },
          after: { value: "drifted-secret" },
          before_sensitive: { value: true },
          after_sensitive: { value: true },
        },
      },
    ],
  },
);

it.each(["terminal", "markdown", "html", "json"] as const)("no sensitive value is in the %s format", (format) => {
  const redactor = new Redactor();
  const plans = [stackPlanOf({ stack: "dev", plan, redactor })];
  const reviewed = reviewPlans({ subject: "dev", basis: "plan", plans, redactor, approval: "never" });
  const text = render(format, reviewed, { colour: false, width: 200 });
  expect(text).not.toContain("hunter2");
  expect(text).not.toContain("another-password");
  expect(text).not.toContain("drifted-secret");
  expect(text).toContain("PASSWORD");
  expect(text).toContain("(sensitive, changed)");
});

it.each(["terminal", "markdown", "html", "json"] as const)(
  "nor one that is marked on one side only, in %s",
  (format) => {
    const redactor = new Redactor();
    function rule(priority: number) {
      return {
        listener_arn: "arn:aws:elasticloadbalancing:us-east-1:111111111111:listener/app/a/b/c",
        priority,
        action: [{ type: "fixed-response", fixed_response: [{ status_code: "200" }] }],
        condition: [{ http_header: [{ http_header_name: "X-Origin-Verify", values: [SECRET] }] }],
      };
    }
    const change = { address: "aws_lb_listener_rule.r", before: rule(10), after: rule(5) };
    const marked = planOf([{ ...change, after_sensitive: { condition: true } }]);
    const plans = [stackPlanOf({ stack: "dev", plan: marked, redactor })];
    const reviewed = reviewPlans({ subject: "dev", basis: "plan", plans, redactor, approval: "never" });
    const text = render(format, reviewed, { colour: false, width: 200 });
    expect(text).not.toContain("hunter2");
  },
);

it.each(["terminal", "markdown", "html", "json"] as const)(
  "a secret in addresses, modules, outputs, imports, providers, checks and actions is not in the %s format",
  (format) => {
    const secret = "Zx9Kq-attack-7Pw2";
    const redactor = new Redactor();
    const plan = planSchema.parse(attackPlan(secret));
    const plans = [stackPlanOf({ stack: "dev", plan, redactor })];
    const reviewed = reviewPlans({ subject: "dev", basis: "plan", plans, redactor });
    const text = render(format, reviewed, { colour: false, width: 200 });
    const forms = [secret, Buffer.from(secret).toString("hex"), encodeURIComponent(secret)];
    // Of base64 the middle, whose ends depend on their neighbours, at each of the three places it may begin.
    const base64 = ["", "a", "ab"].map((before) =>
      Buffer.from(before + secret)
        .toString("base64")
        .slice(4, -4),
    );
    for (const form of [...forms, ...base64]) expect(text).not.toContain(form);
    expect(text).toContain("aws_db_instance");
  },
);
