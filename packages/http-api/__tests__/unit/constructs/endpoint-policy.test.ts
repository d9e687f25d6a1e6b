import { endpointPolicy, type EndpointAccess } from "../../../src/constructs/endpoint-policy";

interface Statement {
  readonly Sid: string;
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const access: EndpointAccess = { account: "111111111111", region: "us-west-2", arns: [], exec: false };

function statements(service: string, changes: Partial<EndpointAccess> = {}): readonly Statement[] {
  return (JSON.parse(endpointPolicy(service, { ...access, ...changes })) as { Statement: Statement[] }).Statement;
}

/** Accounts whose resources pass; undefined: everybody's. */
function accounts(arns: readonly string[]): unknown {
  return statements("sqs", { arns })[0]?.Condition?.["StringEqualsIfExists"]?.["aws:ResourceAccount"];
}

describe("the policy of an endpoint", () => {
  test("lets principals of this account reach its own resources", () => {
    expect(statements("sqs")).toEqual([
      {
        Sid: "OwnAndNamedAccounts",
        Effect: "Allow",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: {
          StringEquals: { "aws:PrincipalAccount": "111111111111" },
          StringEqualsIfExists: { "aws:ResourceAccount": ["111111111111"] },
        },
      },
    ]);
  });

  test("lets them reach other accounts whose repositories, secrets, keys and queues are named", () => {
    const arns = [
      "arn:aws:ecr:us-west-2:444444444444:repository/app",
      "arn:aws:secretsmanager:us-west-2:333333333333:secret:db-AbCdEf:password::",
      "arn:aws:kms:us-west-2:222222222222:key/11111111-2222-3333-4444-555555555555",
      "arn:aws:sqs:us-west-2:222222222222:orders",
      "arn:aws:sqs:us-west-2:111111111111:own",
    ];
    expect(accounts(arns)).toEqual(["111111111111", "222222222222", "333333333333", "444444444444"]);
  });

  test("asks for no account where a policy names any", () => {
    expect(accounts(["arn:aws:sqs:us-west-2:*:orders"])).toBeUndefined();
  });

  test("takes references and a bare wildcard for the account's own", () => {
    expect(accounts(["*", "${aws_sqs_queue.own_orders.arn}"])).toEqual(["111111111111"]);
  });

  test("names what has no account in its ARN at the endpoint that serves it, and nowhere else", () => {
    const arns = ["arn:aws:s3:::elsewhere/*", "arn:aws:ssm:us-west-2::parameter/aws/service/x"];
    function named(service: string) {
      return statements(service, { arns }).find(({ Sid }) => Sid === "NamedWithoutAccount")?.Resource;
    }
    expect(named("s3")).toEqual(["arn:aws:s3:::elsewhere/*"]);
    expect(named("ssm")).toEqual(["arn:aws:ssm:us-west-2::parameter/aws/service/x"]);
    expect(named("sqs")).toBeUndefined();
  });

  test("of S3 lets ECR's layers through, whoever signed their URLs, and SSM's agent where shells are opened", () => {
    expect(statements("s3").slice(1)).toEqual([
      {
        Sid: "EcrLayers",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: ["arn:aws:s3:::prod-us-west-2-starport-layer-bucket/*"],
      },
    ]);
    expect(statements("s3", { region: "cn-north-1" })[1]?.Resource).toEqual([
      "arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*",
    ]);
    expect(statements("s3", { exec: true }).map(({ Sid }) => Sid)).toContain("SsmAgent");
  });
});
