import { renderHtml } from "../src/render/html";
import { renderMarkdown } from "../src/render/markdown";
import { renderTerminal } from "../src/render/terminal";
import { type BuiltChange, reviewedPlans, reviewOf } from "./plan-builder";

const ARN = "arn:aws:iam::111111111111:";

function same(address: string, values: object): BuiltChange {
  return { address, before: values as never, after: values as never };
}

function role(name: string, rest: object = {}): BuiltChange {
  return same(`aws_iam_role.${name}`, { name, id: name, arn: `${ARN}role/${name}`, ...rest });
}

function inline(name: string, before: readonly object[], after: readonly object[]): BuiltChange {
  function policy(statements: readonly object[]) {
    return { role: name, policy: JSON.stringify({ Statement: statements }) };
  }
  return { address: `aws_iam_role_policy.${name}`, before: policy(before), after: policy(after) };
}

function allow(action: string, resource = "*", rest: object = {}): object {
  return { Effect: "Allow", Action: action, Resource: resource, ...rest };
}

const task = same("aws_ecs_task_definition.t", {
  ...{ arn: "arn:aws:ecs:us-east-1:111111111111:task-definition/t:1", family: "t" },
  ...{ task_role_arn: `${ARN}role/app`, execution_role_arn: `${ARN}role/start` },
});
const service = same("aws_ecs_service.s", { task_definition: task.after?.["arn"] ?? null });
const lambda = same("aws_lambda_function.f", { function_name: "f", role: `${ARN}role/app` });
const profile = same("aws_iam_instance_profile.p", { name: "p", role: "app" });
const instance = same("aws_instance.i", { iam_instance_profile: "p" });

describe("who can do what now", () => {
  it("is told of every workload that has the role: a service's tasks, a function, an instance by its profile", () => {
    const change = inline("app", [allow("s3:GetObject")], [allow("s3:GetObject"), allow("sqs:SendMessage", "q")]);
    const all = [task, service, lambda, profile, instance, role("app"), role("start"), change];
    const { permissions } = reviewOf(all);
    expect(permissions.map(({ address, attribute, role: by }) => [address, attribute, by])).toEqual([
      ["aws_ecs_service.s", "task_role_arn", "app"],
      ["aws_lambda_function.f", "role", "app"],
      ["aws_instance.i", "iam_instance_profile", "app"],
    ]);
    expect(new Set(permissions.map(({ before, after }) => [before, after].join(" → ")))).toEqual(
      new Set(["s3:GetObject on * → s3:GetObject on *,sqs:SendMessage on q"]),
    );
  });

  it("knows the execution role apart from the task role", () => {
    const change = inline("start", [], [allow("ssm:GetParameters", "p")]);
    expect(reviewOf([task, role("app"), role("start"), change]).permissions).toEqual([
      expect.objectContaining({ address: "aws_ecs_task_definition.t", attribute: "execution_role_arn", role: "start" }),
    ]);
  });

  it("leaves out what is denied or said twice, and names limits and policies that are in no plan", () => {
    const attached = same("aws_iam_role_policy_attachment.a", { role: "app", policy_arn: `${ARN}policy/Orders` });
    const after = [
      allow("s3:*"),
      allow("s3:GetObject"),
      allow("sqs:*", "q", { Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } } }),
      allow("ec2:RunInstances"),
      { Effect: "Deny", Action: "ec2:*", Resource: "*" },
    ];
    const limited = role("app", { permissions_boundary: `${ARN}policy/Limit` });
    const [row] = reviewOf([lambda, limited, attached, inline("app", [], after)]).permissions;
    expect(row).toMatchObject({
      administrator: true,
      after: [
        `at most what ${ARN}policy/Limit allows`,
        "never ec2:* on *",
        `policy ${ARN}policy/Orders`,
        "s3:* on *",
        "sqs:* on q if StringEquals aws:SourceAccount = 111111111111",
      ],
    });
  });

  it("says that nobody knows what a role that is in no plan may do", () => {
    const swapped = { ...lambda, before: { ...lambda.before, role: `${ARN}role/gone` } };
    expect(
      reviewOf([swapped, role("app"), inline("app", [allow("s3:GetObject")], [allow("s3:GetObject")])]).permissions,
    ).toEqual([expect.objectContaining({ before: [`whatever ${ARN}role/gone may do`], after: ["s3:GetObject on *"] })]);
  });

  it("is silent where a policy changes that no workload has, or is only written otherwise", () => {
    const other = inline("other", [], [allow("*")]);
    const rewritten = inline("app", [allow("s3:GetObject")], [allow("S3:getobject")]);
    const split = inline(
      "app",
      [{ Effect: "Allow", Action: ["a:A", "b:B"], Resource: "*" }],
      [allow("a:A"), allow("b:B")],
    );
    expect(reviewOf([lambda, role("app"), role("other"), other]).permissions).toEqual([]);
    expect(reviewOf([lambda, role("app"), rewritten]).permissions).toEqual([]);
    expect(reviewOf([lambda, role("app"), split]).permissions).toEqual([]);
  });

  it("is in every format; a long list is folded but for workloads that become administrators", () => {
    const functions = Array.from({ length: 12 }, (_, index) =>
      same(`aws_lambda_function.f${index}`, { function_name: `f${index}`, role: `${ARN}role/app` }),
    );
    const root = same("aws_lambda_function.root", { function_name: "root", role: `${ARN}role/root` });
    const changes = [
      ...functions,
      ...[root, role("app"), role("root")],
      inline("app", [allow("s3:GetObject")], [allow("s3:PutObject")]),
      inline("root", [], [allow("*")]),
    ];
    const plans = reviewedPlans(changes);
    const markdown = renderMarkdown(plans.review);
    const [inSight = "", folded = ""] = (markdown.split("#### Who can do what now")[1] ?? "").split("<details>");
    expect(inSight).toContain("aws_lambda_function.root");
    expect(inSight).not.toContain("aws_lambda_function.f1");
    expect(folded).toContain("12 that ask for no approval");
    expect(folded).toContain("`+ s3:PutObject on *`<br>`− s3:GetObject on *`");
    expect(renderHtml(plans.review, plans.picture())).toContain("+ s3:PutObject on *");
    expect(renderTerminal(plans.review, { colour: false, width: 120 })).toContain("+ s3:PutObject on *");
  });
});
