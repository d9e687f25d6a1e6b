import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";
import { resolveConfig } from "../../src/config/resolve-config";

const access = { repository: "example/shop", repositoryId: "456789", ownerId: "123456" };
const services = {
  orders: service("/api/orders", {
    taskPolicy: [{ Action: "events:PutEvents", Resource: "arn:aws:events:us-west-2:111111111111:event-bus/a" }],
  }),
};

interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string | readonly string[]>> };
}

describe("with a repository in the config", () => {
  const app = new SynthesizedApp(configOf(services, { access: { ...access, ownServices: ["dynamodb"] } }));
  const roles = app.resources("access-dev", "aws_iam_role");
  const policies = app.resources("access-dev", "aws_iam_policy");

  function statementsOf(text: unknown): readonly Statement[] {
    return (JSON.parse(String(text)) as { Statement: Statement[] }).Statement;
  }

  function policy(name: string) {
    return statementsOf(policies[name]?.["policy"]);
  }

  function trust(role: string) {
    return statementsOf(roles[role]?.["assume_role_policy"])[0]?.Condition?.StringEquals;
  }

  const token = "token.actions.githubusercontent.com";
  const workflow = "example/shop/.github/workflows";

  test("the deploy role trusts the deploying workflow of main, in the environment's jobs, by both forms of the subject", () => {
    expect(trust("deploy")).toEqual({
      [`${token}:aud`]: "sts.amazonaws.com",
      [`${token}:sub`]: ["repo:example/shop:environment:dev", "repo:example@123456/shop@456789:environment:dev"],
      [`${token}:repository_id`]: "456789",
      [`${token}:job_workflow_ref`]: [`${workflow}/deploy-environment.yml@refs/heads/main`],
      [`${token}:environment`]: "dev",
      [`${token}:ref`]: "refs/heads/main",
    });
  });

  test("the plan role trusts main's planning workflows, also for pull requests", () => {
    expect(trust("plan")).toMatchObject({
      [`${token}:sub`]: [
        "repo:example/shop:pull_request",
        "repo:example/shop:ref:refs/heads/main",
        "repo:example@123456/shop@456789:pull_request",
        "repo:example@123456/shop@456789:ref:refs/heads/main",
      ],
      [`${token}:job_workflow_ref`]: ["plan.yml", "deploy-environment.yml", "drift.yml"].map(
        (file) => `${workflow}/${file}@refs/heads/main`,
      ),
    });
  });

  test("the plan role reads no data, and writes locks and plans only", () => {
    const [read, ...others] = policy("plan_plan");
    const actions = [read?.Action].flat().map(String);
    expect(actions.filter((name) => !/:(?:Get|Describe|List|Batch(?:Get|Check)\w*|GET)/.test(name))).toEqual([]);
    const data =
      /s3:GetObject|secretsmanager|ssm:|dynamodb:(?:Get|Query|Scan)|logs:(?:Get(?:Log(?!Delivery)|Query)|Filter)|kms:Decrypt/;
    expect(actions.filter((name) => data.test(name))).toEqual([]);
    const bucket = "arn:aws:s3:::shop-dev-111111111111-us-west-2-tfstate";
    const written = others.filter(({ Action }) => [Action].flat().some((name) => /Put|Delete/.test(name)));
    expect(written.flatMap(({ Resource }) => Resource)).toEqual([
      `${bucket}/shop/dev/images.tfstate.tflock`,
      `${bucket}/shop/dev/fargate-vpc-link.tfstate.tflock`,
      `${bucket}/shop/dev/http-api.tfstate.tflock`,
      `${bucket}/shop/dev/plans/*`,
    ]);
  });

  test("the deploy role makes and passes roles of the environment's path only, and never without their boundary", () => {
    const identity = policy("deploy_access").filter(({ Action }) =>
      [Action].flat().some((name) => name.startsWith("iam:")),
    );
    const linked = identity.filter(({ Sid }) => Sid === "MakeServiceLinkedRoles");
    expect(linked).toHaveLength(1);
    expect(new Set(identity.filter((each) => !linked.includes(each)).map(({ Resource }) => Resource))).toEqual(
      new Set(["arn:aws:iam::111111111111:role/shop/dev/*"]),
    );
    const bounded = identity.find(({ Action }) => Action.includes("iam:CreateRole"));
    expect(bounded?.Condition).toEqual({
      StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111111111111:policy/shop-dev-boundary" },
    });
    const freely = identity.filter(({ Condition }) => Condition === undefined).flatMap(({ Action }) => Action);
    expect(freely.filter((name) => /Put|Attach|Create|Boundary/.test(name))).toEqual([]);
  });

  test("every role of the environment carries the boundary, in a path that the deploy role may use", () => {
    const made = Object.values(app.resources("dev-fargate-vpc-link", "aws_iam_role"));
    expect(made).not.toEqual([]);
    for (const role of made) {
      expect(role).toMatchObject({
        path: "/shop/dev/",
        permissions_boundary: "arn:aws:iam::111111111111:policy/shop-dev-boundary",
        lifecycle: { create_before_destroy: true },
      });
    }
  });

  test("the boundary holds services of task policies and of own resources, and keeps the states from tasks", () => {
    const [use, leave] = policy("boundary");
    expect(use?.Action).toEqual(expect.arrayContaining(["dynamodb:*", "events:*"]));
    expect([use?.Action].flat().filter((name = "") => /^(?:iam|sts|organizations):/.test(name))).toEqual([]);
    expect(leave).toMatchObject({ Effect: "Deny", Action: "s3:*" });
  });

  test("no policy is longer than IAM takes", () => {
    const lengths = Object.values(policies).map(({ policy: text }) => String(text).replaceAll(/\s/g, "").length);
    expect(lengths.filter((length) => length > 6144)).toEqual([]);
  });
});

test("a boundary of one's own is carried as it is, and none is made", () => {
  const permissionsBoundary = "arn:aws:iam::111111111111:policy/company-boundary";
  const app = new SynthesizedApp(configOf(services, { permissionsBoundary }));
  expect(app.ids).not.toContain("access-dev");
  const [role] = Object.values(app.resources("dev-fargate-vpc-link", "aws_iam_role"));
  expect(role).toMatchObject({ permissions_boundary: permissionsBoundary });
  expect(role).not.toHaveProperty("path");
  const both = new SynthesizedApp(configOf(services, { permissionsBoundary, access }));
  expect(Object.keys(both.resources("access-dev", "aws_iam_policy"))).not.toContain("boundary");
});

test.each([
  [{ ...access, repository: "shop" }, 'access.repository: got "shop"; give it as "owner/name"'],
  [{ ...access, repositoryId: "0" }, 'access.repositoryId: got "0"; give the number of the repository as a string'],
  [
    { ...access, ownServices: ["dynamodb:*"] },
    'access.ownServices[0]: got "dynamodb:*"; give the part before the colon',
  ],
])("%j is refused", (value, line) => {
  const { problems } = resolveConfig(configOf(services, { access: value }));
  expect(
    problems.map(({ path, message }) => `${path.join(".").replace(/\.(\d+)/, "[$1]")}: ${message}`).join("\n"),
  ).toContain(line);
});

test("two environments of one account share one identity provider", () => {
  const one = configOf(services, { access });
  const config = { ...one, environments: { ...one.environments, test: one.environments.dev } };
  expect(resolveConfig(config).problems.map(({ message }) => message)).toEqual([
    'got "create", and access-dev creates the only such provider that account 111111111111 can have; give "existing"',
  ]);
});
