import fc from "fast-check";
import { covers } from "../src/analysis/iam/covers";
import type { Statement } from "../src/analysis/iam/statement";
import type { Json, JsonObject } from "@private-http-api/terraform-json";
import { reviewOf, type BuiltChange } from "./plan-builder";

function inline(before: readonly JsonObject[] | null, after: readonly JsonObject[] | null): BuiltChange {
  function values(statements: readonly JsonObject[] | null) {
    return statements && { role: "tasks", policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) };
  }
  return { address: "aws_iam_role_policy.p", before: values(before), after: values(after) };
}

function allow(Action: Json, Resource: Json = "*", more: JsonObject = {}): JsonObject {
  return {
    Effect: "Allow",
    Action,
    Resource,
    ...more,
  };
}
function deny(Action: Json): JsonObject {
  return { Effect: "Deny", Action, Resource: "*" };
}

function only(values: Json): JsonObject {
  return allow("s3:*", "*", { Condition: { StringEquals: { "aws:userid": values } } });
}

const texts = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1 });
const statement = fc.record({
  Sid: fc.constantFrom("One", "Two"),
  Effect: fc.constantFrom("Allow", "Deny"),
  Action: texts.map((list) => list.map((name) => `s3:${name}`)),
  Resource: texts.map((list) => list.map((name) => `arn:aws:s3:::${name}`)),
  Principal: texts.map((list) => ({ AWS: list, Service: ["ecs-tasks.amazonaws.com"] })),
  Condition: texts.map((list) => ({
    StringEquals: { "aws:SourceAccount": list, "aws:userid": "x" },
    Bool: { "aws:SecureTransport": true },
  })),
});

/** The same meaning in another order: statements, keys, list entries; one-entry lists as a single value; another Sid. */
function rewritten(value: Json, random: () => number): Json {
  if (Array.isArray(value)) {
    const list = (value as readonly Json[]).map((entry) => ({ entry: rewritten(entry, random), at: random() }));
    const shuffled = list.sort((a, b) => a.at - b.at).map(({ entry }) => entry);
    const [only] = shuffled;
    return shuffled.length === 1 && only !== undefined && random() < 0.5 ? only : shuffled;
  }
  if (typeof value !== "object" || value === null) return typeof value === "boolean" ? String(value) : value;
  const entries = Object.entries(value as JsonObject).map(([key, entry]) => ({
    key,
    entry: key === "Sid" ? "Other" : rewritten(entry, random),
    at: random(),
  }));
  return Object.fromEntries(entries.sort((a, b) => a.at - b.at).map(({ key, entry }) => [key, entry]));
}

describe("IAM statement changes", () => {
  it("finds none in any permutation of statements and lists", () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.99, noNaN: true })),
        (statements, stream) => {
          function random(): number {
            return stream.next().value as number;
          }
          const other = rewritten(statements, random);
          const list = (Array.isArray(other) ? other : [other]) as readonly JsonObject[];
          expect(reviewOf([inline(statements, list)]).iam).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("covers a pattern only where it covers everything that the pattern stands for", () => {
    const pattern = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 6 }).map((signs) => signs.join(""));
    function of(resource: string): Statement {
      const all = { not: false, values: ["*"] };
      const none = { not: false, values: [] };
      return {
        effect: "Allow",
        action: all,
        resource: { not: false, values: [resource] },
        principal: none,
        conditions: [],
        tests: [],
      };
    }
    const run = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 2 });
    fc.assert(
      fc.property(pattern, pattern, fc.infiniteStream(run), (wide, narrow, stream) => {
        fc.pre(covers(of(wide), of(narrow)));
        function next(): string {
          return stream.next().value as string;
        }
        const meant = narrow.replace(/[*?]/g, (sign) => (sign === "*" ? next() : next().charAt(0) || "c"));
        expect(meant).toMatch(new RegExp(`^${wide.replaceAll("*", ".*").replaceAll("?", ".")}$`));
      }),
    );
  });

  it("shows what comes and what goes, whole", () => {
    const { iam } = reviewOf([
      inline(
        [allow("s3:GetObject", "arn:aws:s3:::a/*")],
        [allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::a/*")],
      ),
    ]);
    expect(iam.map(({ change, owner, kind, action, broadens }) => ({ change, owner, kind, action, broadens }))).toEqual(
      [
        { change: "-", owner: "tasks", kind: "inline", action: ["s3:GetObject"], broadens: false },
        { change: "+", owner: "tasks", kind: "inline", action: ["s3:GetObject", "s3:PutObject"], broadens: true },
      ],
    );
  });

  it.each<[string, readonly JsonObject[], readonly JsonObject[], boolean]>([
    ["an action less", [allow(["s3:Get*", "s3:Put*"])], [allow("s3:GetObject")], false],
    ["a wildcard in place of an action", [allow("s3:GetObject")], [allow("s3:Get*")], true],
    ["another resource", [allow("s3:GetObject", "arn:a")], [allow("s3:GetObject", "arn:b")], true],
    ["a resource below the wildcard", [allow("s3:GetObject", "arn:a/*")], [allow("s3:GetObject", "arn:a/b")], false],
    [
      "a condition more",
      [allow("s3:*")],
      [allow("s3:*", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } })],
      false,
    ],
    ["a condition less", [allow("s3:*", "*", { Condition: { Bool: { x: "true" } } })], [allow("s3:*")], true],
    ["a Deny that goes", [allow("s3:*"), deny("s3:DeleteBucket")], [allow("s3:*")], true],
    ["a Deny that comes", [allow("s3:*")], [allow("s3:*"), deny("s3:DeleteBucket")], false],
    ["an Allow that goes", [allow("s3:*"), allow("ec2:*")], [allow("s3:*")], false],
    ["NotAction in place of Action", [allow("s3:*")], [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }], true],
    ["any run of characters in place of one", [allow("s3:*", "arn:logs-?")], [allow("s3:*", "arn:logs-*")], true],
    ["one character in place of any run", [allow("s3:*", "arn:logs-*")], [allow("s3:*", "arn:logs-?")], false],
    ["a variable in place of a star that is none", [allow("s3:*", "b/${*}")], [allow("s3:*", "b/${aws:userid}")], true],
    ["one of two values of a condition", [only("a")], [only(["a", "b"])], true],
    ["a value with a comma for two values", [only("a, b")], [only(["a", "b"])], true],
    ["the same action in other letters", [allow("S3:getobject")], [allow("s3:GetObject")], false],
  ])("%s", (_, before, after, broadens) => {
    expect(reviewOf([inline(before, after)]).verdict.broadens).toBe(broadens);
  });

  it("takes an account's number and its root user for the same", () => {
    function trust(AWS: string) {
      return {
        name: "r",
        assume_role_policy: JSON.stringify({
          Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS } },
        }),
      };
    }
    const change = {
      address: "aws_iam_role.r",
      before: trust("111111111111"),
      after: trust("arn:aws:iam::111111111111:root"),
    };
    expect(reviewOf([change]).iam).toEqual([]);
    const other = { ...change, after: trust("*") };
    expect(reviewOf([other]).iam.map(({ change: sign, principal }) => `${sign}${principal.join()}`)).toEqual([
      "-AWS:111111111111",
      "+AWS:*",
    ]);
  });

  it("sees no change when an ARN that is known becomes a reference, because its resource is replaced", () => {
    const arn = "arn:aws:logs:us-west-2:111111111111:log-group:/books";
    const group = { name: "/books", arn, id: "/books" };
    const data = {
      statement: [
        { effect: "Allow", actions: ["logs:PutLogEvents"], resources: ["${aws_cloudwatch_log_group.books.arn}:*"] },
      ],
    };
    const { iam } = reviewOf(
      [
        {
          address: "aws_cloudwatch_log_group.books",
          actions: ["delete", "create"],
          before: group,
          after: { name: "/book" },
          after_unknown: { arn: true, id: true },
        },
        { address: "data.aws_iam_policy_document.logs", actions: ["read"], after: data },
        {
          address: "aws_iam_role_policy.p",
          before: { role: "tasks", policy: JSON.stringify({ Statement: [allow("logs:PutLogEvents", `${arn}:*`)] }) },
          after: { role: "tasks" },
          after_unknown: { policy: true },
          actions: ["update"],
        },
      ],
      {
        rest: {
          configuration: {
            root_module: {
              resources: [
                {
                  address: "aws_iam_role_policy.p",
                  expressions: {
                    policy: {
                      references: ["data.aws_iam_policy_document.logs.json", "data.aws_iam_policy_document.logs"],
                    },
                    role: {},
                  },
                },
              ],
            },
          },
        },
      },
    );
    expect(iam).toEqual([]);
  });

  it("takes a policy that only the apply will tell for broader", () => {
    const { iam, verdict } = reviewOf([
      { address: "aws_iam_role_policy.p", after: { role: "tasks" }, after_unknown: { policy: true } },
    ]);
    expect(iam.map(({ action }) => action)).toEqual([["(policy known after apply)"]]);
    expect(verdict.broadens).toBe(true);
  });

  it("lists attached managed policies and Lambda permissions", () => {
    const { iam } = reviewOf([
      {
        address: "aws_iam_role_policy_attachment.a",
        after: { role: "tasks", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      },
      {
        address: "aws_lambda_permission.b",
        after: {
          function_name: "f",
          action: "lambda:InvokeFunction",
          principal: "apigateway.amazonaws.com",
          source_arn: "arn:x",
        },
      },
    ]);
    expect(
      iam.map(({ kind, owner, action, principal, condition }) => [kind, owner, ...action, ...principal, ...condition]),
    ).toEqual([
      ["resource", "f", "lambda:InvokeFunction", "Service:apigateway.amazonaws.com", "ArnLike AWS:SourceArn = arn:x"],
      ["attachment", "tasks", "arn:aws:iam::aws:policy/AdministratorAccess"],
    ]);
  });
});
