import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { configOf, IN_ECR, service, SynthesizedApp } from "@private-http-api/test-support";
import type { OwnResources, OwnResourcesInput } from "../../src/stacks/own-resources/own-resources";

const PRODUCER = "dev-fargate-vpc-link";

function appWith(ownResources: OwnResources, settings: object = {}, environment: object = {}): SynthesizedApp {
  const services = { orders: service("/orders", { ...IN_ECR, ...settings }), stock: service("/stock", IN_ECR) };
  return new SynthesizedApp(configOf(services, environment), { ownResources });
}

function nothing(use: (input: OwnResourcesInput) => unknown): OwnResources {
  return (input) => {
    use(input);
    return {};
  };
}

function statementsOf(
  app: SynthesizedApp,
): readonly { Action: string | string[]; Resource: unknown; Condition?: unknown }[] {
  const policy = app.resources(PRODUCER, "aws_iam_role_policy")["orders_task-policy"]?.["policy"] as string;
  return (JSON.parse(policy) as { Statement: { Action: string[]; Resource: unknown }[] }).Statement;
}

function variablesOf(app: SynthesizedApp): Record<string, string> {
  const definitions = app.resources(PRODUCER, "aws_ecs_task_definition")["orders"]?.["container_definitions"] as string;
  const [container] = JSON.parse(definitions) as { environment: { name: string; value: string }[] }[];
  return Object.fromEntries((container?.environment ?? []).map((entry) => [entry.name, entry.value]));
}

function table(scope: Construct): DynamodbTable {
  return new DynamodbTable(scope, "orders", { name: "orders" });
}

describe("the function", () => {
  test("is called once per environment, with what the environment has", () => {
    const seen: OwnResourcesInput[] = [];
    const config = configOf({ orders: service("/orders") }, { protect: true });
    const own = nothing((input) => seen.push(input));
    new SynthesizedApp(
      { ...config, environments: { ...config.environments, qa: { account: "222222222222", region: "eu-west-1" } } },
      { ownResources: own },
    );
    expect(
      seen.map(({ environment, prefix, account, region, protect, services }) => ({
        environment,
        prefix,
        account,
        region,
        protect,
        services,
      })),
    ).toEqual([
      {
        environment: "dev",
        prefix: "shop-dev",
        account: "111111111111",
        region: "us-west-2",
        protect: true,
        services: ["orders"],
      },
      {
        environment: "qa",
        prefix: "shop-qa",
        account: "222222222222",
        region: "eu-west-1",
        protect: false,
        services: ["orders"],
      },
    ]);
    expect(seen[0]?.privateSubnetIds).toHaveLength(2);
    expect(seen[0]?.keyArn).toBeUndefined();
  });

  test("leads to addresses that begin with own_, so that they never meet those of the stack", () => {
    const own = nothing(({ scope, vpcId }) => new SecurityGroup(scope, "orders", { vpcId, description: "Orders" }));
    expect(appWith(own).addresses(PRODUCER)).toEqual(
      expect.arrayContaining(["aws_security_group.orders", "aws_security_group.own_orders"]),
    );
  });

  test("adds security groups to the tasks, beside their own", () => {
    const app = appWith(({ scope, vpcId }) => {
      const clients = new SecurityGroup(scope, "clients", { vpcId, description: "Clients of the cache" });
      return { orders: { securityGroupIds: [clients.id] } };
    });
    function groupsOf(name: string) {
      return (
        app.resources(PRODUCER, "aws_ecs_service")[name]?.["network_configuration"] as { security_groups: string[] }
      ).security_groups;
    }
    const [own = "", ...others] = groupsOf("orders");
    expect(own).toBe("${aws_security_group.orders.id}");
    expect(others).toContain("${aws_security_group.own_clients.id}");
    expect(groupsOf("stock")).not.toContain("${aws_security_group.own_clients.id}");
  });

  test("gives references as references, also inside a text", () => {
    const app = appWith(({ scope }) => {
      const { arn } = table(scope);
      return { orders: { environment: { ARN: arn, TEXT: `table ${arn}`, NUMBER: 5 } } };
    });
    expect(variablesOf(app)).toMatchObject({
      ARN: "${aws_dynamodb_table.own_orders.arn}",
      TEXT: "table ${aws_dynamodb_table.own_orders.arn}",
      NUMBER: "5",
    });
  });

  test("gives numbers that are known after apply as references", () => {
    function database(scope: Construct) {
      return new DbInstance(scope, "db", { instanceClass: "db.t4g.micro", storageEncrypted: true });
    }
    const app = appWith(({ scope }) => {
      const { port } = database(scope);
      return { orders: { environment: { PORTS: port, URL: `tcp://db:${Token.asString(port)}` } } };
    });
    const port = "${aws_db_instance.own_db.port}";
    expect(variablesOf(app)).toMatchObject({ PORTS: port, URL: `tcp://db:${port}` });
    const inText: OwnResources = ({ scope }) => ({
      orders: { environment: { URL: `tcp://db:${String(database(scope).port)}` } },
    });
    expect(() => appWith(inText)).toThrow(
      "stacks/own-resources.ts: dev.orders.environment.URL: contains a number that is known after apply; give the number itself, or Token.asString(number)",
    );
  });
});

describe("grants", () => {
  function actionsOf(app: SynthesizedApp) {
    return statementsOf(app).map(({ Action, Resource }) => [Resource, Action]);
  }
  const bucketArn = "${aws_s3_bucket.own_files.arn}";
  function encrypted(scope: Construct, key?: string) {
    const bucket = new S3Bucket(scope, "files", {});
    new S3BucketServerSideEncryptionConfigurationA(scope, "files-encryption", {
      bucket: bucket.id,
      rule: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: key === undefined ? "AES256" : "aws:kms",
            ...(key === undefined ? {} : { kmsMasterKeyId: key }),
          },
        },
      ],
    });
    return bucket;
  }

  test.each<[string, (input: OwnResourcesInput) => void, [unknown, string[]][]]>([
    [
      "read a bucket",
      ({ scope, grants }) => {
        grants.read(encrypted(scope), "orders");
      },
      [
        [bucketArn, ["s3:ListBucket"]],
        [`${bucketArn}/*`, ["s3:GetObject"]],
      ],
    ],
    [
      "write a bucket",
      ({ scope, grants }) => {
        grants.write(encrypted(scope), "orders", "stock");
      },
      [[`${bucketArn}/*`, ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"]]],
    ],
    [
      "send to a topic",
      ({ scope, grants }) => {
        grants.send(new SnsTopic(scope, "news", { kmsMasterKeyId: "alias/aws/sns" }), "orders");
      },
      [["${aws_sns_topic.own_news.arn}", ["sns:Publish"]]],
    ],
    [
      "read and write a secret",
      ({ scope, grants }) => {
        const secret = new SecretsmanagerSecret(scope, "token", {});
        grants.read(secret, "orders");
        grants.write(secret, "orders");
      },
      [
        [
          "${aws_secretsmanager_secret.own_token.arn}",
          ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        ],
        [
          "${aws_secretsmanager_secret.own_token.arn}",
          ["secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue"],
        ],
      ],
    ],
    [
      "use a key",
      ({ scope, grants }) => {
        grants.read(new KmsKey(scope, "key", {}), "orders");
      },
      [["${aws_kms_key.own_key.arn}", ["kms:Decrypt", "kms:DescribeKey"]]],
    ],
  ])("let a service %s", (_name, own, expected) => {
    expect(actionsOf(appWith(nothing(own)))).toEqual(expected);
  });

  test.each<[string, string, (input: OwnResourcesInput, key: KmsKey) => void]>([
    [
      "bucket",
      "s3",
      ({ scope, grants }, key) => {
        grants.write(encrypted(scope, key.arn), "orders");
      },
    ],
    [
      "queue",
      "sqs",
      ({ scope, grants }, key) => {
        grants.send(new SqsQueue(scope, "queue", { kmsMasterKeyId: key.arn }), "orders");
      },
    ],
    [
      "secret",
      "secretsmanager",
      ({ scope, grants }, key) => {
        grants.read(new SecretsmanagerSecret(scope, "secret", { kmsKeyId: key.arn }), "orders");
      },
    ],
  ])("go with the customer key of a %s", (_kind, user, own) => {
    const app = appWith(
      nothing((input) => {
        own(input, new KmsKey(input.scope, "key", {}));
      }),
    );
    expect(statementsOf(app).at(-1)).toMatchObject({
      Action: expect.arrayContaining(["kms:Decrypt"]) as unknown,
      Resource: "${aws_kms_key.own_key.arn}",
      Condition: { StringEquals: { "kms:ViaService": `${user}.us-west-2.amazonaws.com` } },
    });
  });

  test("see a bucket's encryption that is added after the grant", () => {
    const app = appWith(({ scope, grants }) => {
      const bucket = new S3Bucket(scope, "files", {});
      grants.read(bucket, "orders");
      new S3BucketServerSideEncryptionConfigurationA(scope, "later", {
        bucket: bucket.bucket,
        rule: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "aws:kms",
              kmsMasterKeyId: "arn:aws:kms:us-west-2:111111111111:key/0",
            },
          },
        ],
      });
      return {};
    });
    expect(statementsOf(app).at(-1)).toMatchObject({ Resource: "arn:aws:kms:us-west-2:111111111111:key/0" });
  });

  test("make an ARN of a key's id, and refuse an alias or a reference to an id, which IAM does not take", () => {
    function queueWith(kmsMasterKeyId: (scope: Construct) => string) {
      return nothing(({ scope, grants }) => {
        grants.read(new SqsQueue(scope, "queue", { kmsMasterKeyId: kmsMasterKeyId(scope) }), "orders");
      });
    }
    const id = "1234abcd-12ab-34cd-56ef-1234567890ab";
    expect(statementsOf(appWith(queueWith(() => id))).at(-1)).toMatchObject({
      Resource: `arn:aws:kms:us-west-2:111111111111:key/${id}`,
    });
    expect(() => appWith(queueWith(() => "alias/mine"))).toThrow(
      "stacks/own-resources.ts: dev.grants: dev-fargate-vpc-link/own/queue is encrypted with alias/mine, and IAM needs the ARN of the key; give its arn there",
    );
    expect(() => appWith(queueWith((scope) => new KmsKey(scope, "key", {}).keyId))).toThrow(
      "is encrypted with ${aws_kms_key.own_key.key_id}, and IAM needs the ARN of the key",
    );
  });
});

describe("what cannot be is refused in one line", () => {
  test.each<[string, OwnResources, string]>([
    [
      "a grant to a service that is not there",
      nothing(({ scope, grants }) => {
        grants.read(table(scope), "order");
      }),
      'dev.grants.read: no service "order"; declared: orders, stock',
    ],
    ["additions for one", () => ({ shipping: {} }), 'dev.services: no service "shipping"; declared: orders, stock'],
    [
      "access from one",
      nothing(({ allowFrom }) => allowFrom("order", 1)),
      'dev.allowFrom: no service "order"; declared: orders, stock',
    ],
    [
      "an invalid port",
      nothing(({ allowFrom }) => allowFrom("orders", 70_000)),
      "dev.allowFrom: got 70000; give a whole number from 1 to 65535",
    ],
    [
      "a port that is known after apply",
      nothing(({ scope, allowFrom }) => allowFrom("orders", new DbInstance(scope, "db", { instanceClass: "c" }).port)),
      "dev.allowFrom: got a port that is known after apply; give a whole number from 1 to 65535",
    ],
    [
      "a variable that the service has",
      () => ({ orders: { environment: { PORT: "1" } } }),
      "dev.orders.environment.PORT: is set for the service already; give one of them another name",
    ],
    [
      "a name that no variable can have",
      () => ({ orders: { environment: { "MY-TABLE": "1" } } }),
      "dev.orders.environment.MY-TABLE: invalid name of an environment variable; allowed: letters, digits and underscores, not a digit first",
    ],
    [
      "a Sid twice",
      () => {
        const statement = {
          Sid: "Read",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::b/*",
        } as const;
        return { orders: { statements: [statement, statement] } };
      },
      'dev.orders.statements: Sid "Read" is taken by another statement of the service, and IAM allows each once per policy; give another, or none',
    ],
    [
      "a Sid of the framework's",
      () => ({
        orders: {
          statements: [{ Sid: "OpenShell", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }],
        },
      }),
      'dev.orders.statements: Sid "OpenShell" is taken by a statement of the framework, and IAM allows each once per policy; give another, or none',
    ],
  ])("%s", (_name, own, message) => {
    expect(() => appWith(own)).toThrow(`stacks/own-resources.ts: ${message}`);
  });
});

describe("the policy", () => {
  test("holds statements with references to it", () => {
    const app = appWith(({ scope }) => ({
      orders: {
        statements: [
          { Effect: "Allow", Action: "dynamodb:*", Resource: table(scope).arn },
          { Effect: "Allow", Action: "s3:*", Resource: "*" },
        ],
      },
    }));
    expect(() => app.text(PRODUCER)).toThrow(
      "dev-fargate-vpc-link/Services/orders/Task/Roles/task-policy: no-wildcard-permissions: allows s3:* on every resource",
    );
  });

  test("reads a document whose references have quotes in them", () => {
    const app = appWith(({ scope }) => ({
      orders: {
        statements: [
          { Effect: "Allow", Action: "s3:GetObject", Resource: Fn.lookup({ a: table(scope).arn }, "a", "") as string },
          { Effect: "Allow", Action: "iam:*", Resource: "*" },
        ],
      },
    }));
    expect(() => app.text(PRODUCER)).toThrow("no-wildcard-permissions: allows iam:* on every resource");
  });

  test("takes a plain table as encrypted, which DynamoDB always does, and no plain queue", () => {
    expect(() => appWith(nothing(({ scope }) => table(scope))).text(PRODUCER)).not.toThrow();
    expect(() => appWith(nothing(({ scope }) => new SqsQueue(scope, "queue", {}))).text(PRODUCER)).toThrow(
      "dev-fargate-vpc-link/own/queue: encryption-at-rest: has no encryption configured",
    );
  });
});
