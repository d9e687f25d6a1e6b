import { stackPlanOf } from "../src/plan/from-plan";
import type { Json, JsonObject } from "@private-http-api/terraform-json";
import { Redactor } from "../src/plan/redact";
import { reviewPlans, type Review } from "../src/review";
import { planOf, reviewOf, type BuiltChange } from "./plan-builder";

function document(...statements: readonly JsonObject[]): string {
  return JSON.stringify({ Statement: statements });
}
const ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const READ = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const DENY = { Effect: "Deny", Action: "*", Resource: "*" };
function same(address: string, values: JsonObject): BuiltChange {
  return { address, before: values, after: values };
}

/** The rows as `sign owner (kind): action [broader]`. */
function rowsOf({ iam }: Review): readonly string[] {
  return iam.map(
    ({ change, owner, kind, action, broadens }) =>
      `${change} ${owner} (${kind}): ${action.join()}${broadens ? " broader" : ""}`,
  );
}

describe("policies that the plan hides", () => {
  function hidden(before: string | null, after: string | null, mask: Json = { policy: true }): BuiltChange {
    return {
      address: "aws_iam_role_policy.p",
      before: before === null ? null : { role: "r", policy: before },
      after: after === null ? null : { role: "r", policy: after },
      before_sensitive: mask,
      after_sensitive: mask,
    };
  }

  it.each<[string, BuiltChange, readonly string[]]>([
    ["a change", hidden(document(READ), document(ALL)), ["+ r (inline): policy (sensitive, changed) broader"]],
    ["none", hidden(document(READ), document(READ)), []],
    ["one that comes", hidden(null, document(READ)), ["+ r (inline): policy (sensitive) broader"]],
    ["one that goes and may deny", hidden(document(READ), null), ["- r (inline): policy (sensitive) broader"]],
    [
      "one that the plan hides from now on, unchanged",
      { ...hidden(document(READ), document(READ)), before_sensitive: {} },
      [],
    ],
    [
      "a set of blocks that is hidden as a whole",
      {
        address: "aws_iam_role.r",
        before: { inline_policy: [{ policy: document(READ) }] },
        after: { inline_policy: [{ policy: document(ALL) }] },
        before_sensitive: { inline_policy: true },
        after_sensitive: { inline_policy: true },
      },
      ["+ r (inline): policy (sensitive, changed) broader"],
    ],
  ])("shows %s", (_, change, rows) => {
    expect(rowsOf(reviewOf([change]))).toEqual(rows);
  });
});

describe("the data source aws_iam_policy_document", () => {
  function configuration(sources: JsonObject = {}): JsonObject {
    return {
      configuration: {
        root_module: {
          resources: [
            {
              address: "aws_iam_role_policy.p",
              expressions: { policy: { references: ["data.aws_iam_policy_document.d.json"] }, role: {} },
            },
            { address: "data.aws_iam_policy_document.d", expressions: sources },
          ],
        },
      },
    };
  }
  function rowsFor(after: JsonObject, after_unknown: JsonObject = {}, sources: JsonObject = {}): readonly string[] {
    return rowsOf(
      reviewOf(
        [
          {
            address: "data.aws_iam_policy_document.d",
            actions: ["read"],
            after,
            after_unknown: { json: true, ...after_unknown },
          },
          {
            address: "data.aws_iam_policy_document.base",
            actions: ["read"],
            after: { statement: [{ actions: ["ec2:*"], resources: ["*"] }] },
          },
          { address: "aws_iam_role_policy.p", after: { role: "r" }, after_unknown: { policy: true } },
        ],
        { rest: configuration(sources) },
      ),
    );
  }
  const UNKNOWN = ["+ r (inline): (policy known after apply) broader"];

  it("has the statements of its sources, its own, and those that override by Sid", () => {
    const statement = [
      { sid: "Own", actions: ["s3:Own"], resources: ["*"] },
      { sid: "Base", actions: ["s3:Base"], resources: ["*"] },
    ];
    const rows = rowsFor({
      source_policy_documents: [document({ ...READ, Sid: "Base" }, { ...READ, Action: "s3:Source" })],
      statement,
      override_policy_documents: [document({ ...ALL, Sid: "Own" })],
    });
    expect([...rows].sort()).toEqual([
      "+ r (inline): * broader",
      "+ r (inline): s3:Base broader",
      "+ r (inline): s3:Source broader",
    ]);
  });

  it("follows another one that it is made of", () => {
    const source = { source_policy_documents: { references: ["data.aws_iam_policy_document.base.json"] } };
    const after = { statement: [], source_policy_documents: [null] };
    expect(rowsFor(after, { source_policy_documents: [true] }, source)).toEqual(["+ r (inline): ec2:* broader"]);
  });

  it("is unknown where a source is, or statements or parts of one are made of what is unknown", () => {
    const source = { source_policy_documents: { references: ["local.x"] } };
    expect(
      rowsFor({ statement: [], source_policy_documents: [null] }, { source_policy_documents: [true] }, source),
    ).toEqual(UNKNOWN);
    expect(rowsFor({}, { statement: true })).toEqual(UNKNOWN);
    const partly = { statement: [{ actions: ["s3:*"], resources: ["*"] }] };
    expect(rowsFor(partly, { statement: [{ principals: true }] }, { statement: [{ actions: {} }] })).toEqual(UNKNOWN);
  });

  it("takes all values of a condition that stands in two blocks", () => {
    const condition = ["a", "b"].map((value) => ({ test: "StringEquals", variable: "aws:userid", values: [value] }));
    const { iam } = reviewOf(
      [
        {
          address: "data.aws_iam_policy_document.d",
          after: { statement: [{ actions: ["s3:*"], resources: ["home/&{aws:userid}"], condition }] },
        },
        { address: "aws_iam_role_policy.p", after: { role: "r" }, after_unknown: { policy: true } },
      ],
      { rest: configuration() },
    );
    expect(iam.map((row) => [...row.resource, ...row.condition])).toEqual([
      ["home/${aws:userid}", "StringEquals aws:userid = a, b"],
    ]);
  });
});

function bounded(name: string): JsonObject {
  return {
    id: "u",
    permissions_boundary: `arn:aws:iam::111111111111:policy/${name}`,
  };
}

describe("what held access back and goes", () => {
  const role = same("aws_iam_role.r", { id: "r", name: "r" });
  const arn = "arn:aws:iam::111111111111:policy/d";
  function goes(address: string, before: JsonObject): BuiltChange {
    return { address, before, after: null };
  }
  const policy = goes("aws_iam_policy.d", { id: arn, arn, policy: document(DENY) });
  function attachment(policy_arn: string) {
    return goes("aws_iam_role_policy_attachment.a", { role: "r", policy_arn });
  }

  it.each<[string, readonly BuiltChange[], boolean]>([
    ["a policy that denies, of a role that stays", [role, policy, attachment(arn)], true],
    ["a policy that denies, with its role", [{ ...role, after: null }, policy, attachment(arn)], false],
    ["a policy that denies, of nobody that the plan shows", [policy], true],
    ["the attachment of one that denies", [role, attachment("arn:aws:iam::aws:policy/AWSDenyAll")], true],
    ["the attachment of one of AWS's that allows", [role, attachment("arn:aws:iam::aws:policy/ReadOnlyAccess")], false],
    ["the attachment of one that no plan shows", [role, attachment(arn)], true],
    [
      "the attachment of one that only allows",
      [role, same("aws_iam_policy.d", { id: arn, arn, policy: document(READ) }), attachment(arn)],
      false,
    ],
    ["a boundary", [{ ...role, before: { id: "r", permissions_boundary: arn } }], true],
    ["a boundary for another", [{ address: "aws_iam_user.u", before: bounded("a"), after: bounded("b") }], true],
    ["a boundary that comes", [{ address: "aws_iam_user.u", before: { id: "u" }, after: bounded("b") }], false],
    ["a boundary with its user", [{ address: "aws_iam_user.u", before: bounded("a"), after: null }], false],
    ["a service control policy", [goes("aws_organizations_policy.p", { id: "p-1", content: document(DENY) })], true],
  ])("%s", (_, changes, broadens) => {
    const { iam, verdict } = reviewOf(changes);
    expect(iam).not.toEqual([]);
    expect(verdict.broadens).toBe(broadens);
  });

  it("is nothing that Terraform only forgets", () => {
    expect(reviewOf([role, { ...attachment(arn), actions: ["forget"] }]).iam).toEqual([]);
    const inline = goes("aws_iam_role_policy.p", { role: "r", policy: document(DENY) });
    const forgotten = { ...role, after: null, actions: ["forget"] };
    expect(rowsOf(reviewOf([forgotten, inline]))).toEqual(["- r (inline): * broader"]);
  });

  it("is nothing when an attached policy is only replaced", () => {
    function name(policy_arn: string): JsonObject {
      return { role: "r", policy_arn };
    }
    const references = { references: ["aws_iam_policy.d.arn", "aws_iam_policy.d"] };
    const expressions = { role: { constant_value: "r" }, policy_arn: references };
    const resources = [{ address: "aws_iam_role_policy_attachment.a", expressions }];
    const { iam } = reviewOf(
      [
        role,
        {
          ...policy,
          actions: ["delete", "create"],
          after: { policy: document(DENY) },
          after_unknown: { arn: true, id: true },
        },
        {
          address: "aws_iam_role_policy_attachment.a",
          actions: ["delete", "create"],
          before: name(arn),
          after: { role: "r" },
          after_unknown: { policy_arn: true },
        },
      ],
      { rest: { configuration: { root_module: { resources } } } },
    );
    expect(iam).toEqual([]);
  });

  it("is no more access when a policy that only denies is attached", () => {
    const change = { ...attachment("arn:aws:iam::aws:policy/AWSDenyAll") };
    expect(rowsOf(reviewOf([{ ...change, before: null, after: change.before ?? null }]))).toEqual([
      "+ r (attachment): arn:aws:iam::aws:policy/AWSDenyAll",
    ]);
  });

  it("is the policy of a VPC endpoint, which then lets everything through", () => {
    function policyOf(...statements: readonly JsonObject[]) {
      return { id: "e", policy: document(...statements) };
    }
    const rows = ["- e (resource): s3:GetObject", "+ e (resource): * broader"];
    expect(rowsOf(reviewOf([{ address: "aws_vpc_endpoint.e", before: policyOf(READ), after: { id: "e" } }]))).toEqual(
      rows,
    );
    const alone = goes("aws_vpc_endpoint_policy.p", { vpc_endpoint_id: "e", policy: document(READ) });
    expect(rowsOf(reviewOf([same("aws_vpc_endpoint.e", { id: "e" }), alone]))).toEqual(rows);
    expect(rowsOf(reviewOf([goes("aws_vpc_endpoint.e", { id: "e" }), alone]))).toEqual([rows[0]]);
  });
});

describe("access that is granted", () => {
  it.each<[string, JsonObject, string]>([
    ["aws_glue_resource_policy", { policy: document(ALL) }, "+ aws_glue_resource_policy.a (resource): * broader"],
    [
      "aws_codeartifact_domain_permissions_policy",
      { domain: "d", policy_document: document(ALL) },
      "+ d (resource): * broader",
    ],
    [
      "aws_lambda_layer_version_permission",
      { layer_name: "l", action: "lambda:GetLayerVersion", principal: "*" },
      "+ l (resource): lambda:GetLayerVersion broader",
    ],
    [
      "aws_kms_grant",
      { key_id: "k", grantee_principal: "arn:x", operations: ["Decrypt"] },
      "+ k (resource): kms:Decrypt broader",
    ],
    [
      "aws_ssoadmin_managed_policy_attachment",
      { permission_set_arn: "p", managed_policy_arn: "arn:m" },
      "+ p (attachment): arn:m broader",
    ],
    ["aws_iam_user_group_membership", { user: "bob", groups: ["admins"] }, "+ bob (attachment): admins broader"],
    ["aws_iam_access_key", { user: "bob" }, "+ bob (attachment): access key aws_iam_access_key.a broader"],
    [
      "aws_cloudwatch_log_destination_policy",
      { destination_name: "d", access_policy: document(ALL) },
      "+ d (resource): * broader",
    ],
  ])("by %s", (type, after, row) => {
    expect(rowsOf(reviewOf([{ address: `${type}.a`, after }]))).toEqual([row]);
  });

  it("is none by a policy in another language that only the apply will tell", () => {
    const after = { repository: "r" };
    expect(reviewOf([{ address: "aws_ecr_lifecycle_policy.a", after, after_unknown: { policy: true } }]).iam).toEqual(
      [],
    );
  });

  it("counts the organization that a Lambda permission is limited to, and how its URL is called", () => {
    const permission = { function_name: "f", action: "lambda:InvokeFunctionUrl", principal: "*" };
    const limited = { ...permission, principal_org_id: "o-1", function_url_auth_type: "AWS_IAM" };
    const { iam } = reviewOf([{ address: "aws_lambda_permission.p", before: limited, after: permission }]);
    expect(iam.map(({ condition, broadens }) => [...condition, broadens])).toEqual([
      ["StringEquals aws:PrincipalOrgID = o-1", "StringEquals lambda:FunctionUrlAuthType = AWS_IAM", false],
      [true],
    ]);
  });
});

describe("plans of several stacks", () => {
  function reviewOfBoth(one: readonly BuiltChange[], two: readonly BuiltChange[]): Review {
    const redactor = new Redactor();
    const plans = [one, two].map((changes, index) =>
      stackPlanOf({ stack: ["one", "two"][index] ?? "", plan: planOf(changes), redactor }),
    );
    return reviewPlans({ subject: "both", basis: "plan", plans, redactor, approval: ["broadening"] }).review;
  }
  function bucket(name: string) {
    return same("aws_s3_bucket.b", { id: name, arn: `arn:aws:s3:::${name}` });
  }
  function on(name: string) {
    return { role: "app", policy: document({ ...READ, Resource: `arn:aws:s3:::${name}` }) };
  }

  it("tells resources apart that have one address", () => {
    const change = { address: "aws_iam_role_policy.p", before: on("public-site"), after: on("payroll") };
    const { iam } = reviewOfBoth([bucket("public-site"), change], [bucket("payroll")]);
    expect(iam.map(({ resource, broadens }) => [...resource, broadens])).toEqual([
      ["${one: aws_s3_bucket.b.arn}", false],
      ["${two: aws_s3_bucket.b.arn}", true],
    ]);
  });

  it("tells roles apart that have one name and are in no plan", () => {
    const policy = { role: "deploy", policy: document(ALL) };
    const { iam } = reviewOfBoth(
      [same("aws_iam_role_policy.p", policy)],
      [{ address: "aws_iam_role_policy.p", after: policy }],
    );
    expect(iam.map(({ stack, broadens }) => [stack, broadens])).toEqual([["two", true]]);
  });
});
