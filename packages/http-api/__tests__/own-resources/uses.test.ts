import { problemLines } from "../support/problem-lines";
import { configOf, IN_ECR, service, SynthesizedApp } from "@private-http-api/test-support";

const PRODUCER = "dev-fargate-vpc-link";
const HERE = "us-west-2:111111111111";
const TABLE = `arn:aws:dynamodb:${HERE}:table/books`;
const QUEUE = `arn:aws:sqs:${HERE}:orders.fifo`;
const KEY = `arn:aws:kms:${HERE}:key/0123`;

function configWith(uses: readonly object[], settings: object = {}, environment: object = {}) {
  return configOf({ orders: service("/orders", { ...IN_ECR, uses, ...settings }) }, environment);
}

function appWith(uses: readonly object[], environment: object = {}): SynthesizedApp {
  return new SynthesizedApp(configWith(uses, {}, environment));
}

function problemsOf(uses: readonly object[], settings: object = {}, environment: object = {}): readonly string[] {
  return problemLines(configWith(uses, settings, environment));
}

function statementsOf(app: SynthesizedApp): readonly object[] {
  const policy = app.resources(PRODUCER, "aws_iam_role_policy")["orders_task-policy"]?.["policy"] as string;
  return (JSON.parse(policy) as { Statement: object[] }).Statement;
}

function variablesOf(app: SynthesizedApp): Record<string, string> {
  const definitions = app.resources(PRODUCER, "aws_ecs_task_definition")["orders"]?.["container_definitions"] as string;
  const [container] = JSON.parse(definitions) as { environment: { name: string; value: string }[] }[];
  return Object.fromEntries((container?.environment ?? []).map((entry) => [entry.name, entry.value]));
}

test.each([
  ["table", TABLE, "read", "books"],
  [
    "table",
    "arn:aws:dynamodb:eu-west-1:111111111111:table/books",
    "read",
    "arn:aws:dynamodb:eu-west-1:111111111111:table/books",
  ],
  ["bucket", "arn:aws:s3:::my.files", "write", "my.files"],
  ["queue", QUEUE, "send", "https://sqs.us-west-2.amazonaws.com/111111111111/orders.fifo"],
  ["topic", `arn:aws:sns:${HERE}:news`, "send", `arn:aws:sns:${HERE}:news`],
  [
    "secret",
    `arn:aws:secretsmanager:${HERE}:secret:shop/token-AbCdEf`,
    "read",
    `arn:aws:secretsmanager:${HERE}:secret:shop/token-AbCdEf`,
  ],
  ["key", KEY, "read", KEY],
])("a %s that exists (%s) is named in the environment as SDKs take it", (kind, arn, access, expected) => {
  expect(variablesOf(appWith([{ [kind]: arn, access, as: "NAME" }]))["NAME"]).toBe(expected);
});

test("a queue in China has the URL of its partition", () => {
  const arn = "arn:aws-cn:sqs:cn-north-1:111111111111:orders";
  const config = configWith([{ queue: arn, access: "send", as: "URL" }], {}, { region: "cn-north-1" });
  expect(variablesOf(new SynthesizedApp(config))["URL"]).toBe(
    "https://sqs.cn-north-1.amazonaws.com.cn/111111111111/orders",
  );
});

test("the task role may do what was asked for with this resource, and use its key through its service", () => {
  const statements = statementsOf(appWith([{ queue: QUEUE, access: ["read", "send"], as: "URL", keyArn: KEY }]));
  const condition = { StringEquals: { "kms:ViaService": "sqs.us-west-2.amazonaws.com" } };
  expect(statements).toEqual([
    expect.objectContaining({ Action: expect.arrayContaining(["sqs:ReceiveMessage"]) as unknown, Resource: QUEUE }),
    expect.objectContaining({ Action: ["kms:Decrypt", "kms:DescribeKey"], Resource: KEY, Condition: condition }),
    expect.objectContaining({ Action: expect.arrayContaining(["sqs:SendMessage"]) as unknown, Resource: QUEUE }),
    expect.objectContaining({ Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: KEY, Condition: condition }),
  ]);
});

test("a secret whose ARN lacks the six characters takes their pattern", () => {
  const arn = `arn:aws:secretsmanager:${HERE}:secret:shop/token`;
  expect(statementsOf(appWith([{ secret: arn, access: "read", as: "TOKEN_ARN" }]))).toEqual([
    expect.objectContaining({ Resource: `${arn}-??????` }),
  ]);
});

test("endpoints follow, and DynamoDB has its gateway", () => {
  const app = appWith(
    [
      { table: TABLE, access: "read", as: "BOOKS" },
      { queue: QUEUE, access: "send", as: "URL" },
    ],
    { network: { egress: "endpoints" } },
  );
  expect(Object.keys(app.resources(PRODUCER, "aws_vpc_endpoint"))).toEqual(
    expect.arrayContaining(["egress_dynamodb", "egress_endpoints_sqs"]),
  );
});

test("an environment overrides the uses of a service", () => {
  const other = [{ table: `arn:aws:dynamodb:${HERE}:table/books-dev`, access: "read", as: "BOOKS" }];
  const app = appWith([{ table: TABLE, access: "read", as: "BOOKS" }], { services: { orders: { uses: other } } });
  expect(variablesOf(app)["BOOKS"]).toBe("books-dev");
});

describe("refused, one line each", () => {
  const books = { table: TABLE, access: "read", as: "BOOKS" };

  test.each<[string, readonly object[], string]>([
    [
      "an access that the kind does not know",
      [{ ...books, access: "send" }],
      'services.orders.uses[0].access: got "send"; allowed for a table: "read", "write", or a list of them',
    ],
    [
      "an ARN of another kind",
      [{ ...books, table: QUEUE }],
      `services.orders.uses[0].table: got "${QUEUE}"; give the ARN of a DynamoDB table, like "arn:aws:dynamodb:us-west-2:111111111111:table/books"`,
    ],
    ["no name", [{ table: TABLE, access: "read" }], "services.orders.uses[0].as: is missing; give a string"],
    [
      "a name that no variable can have",
      [{ ...books, as: "MY-BOOKS" }],
      'services.orders.uses[0].as: got "MY-BOOKS"; give letters, digits and underscores',
    ],
    [
      "a kind that is not known",
      [{ cache: "arn:x", access: "read", as: "CACHE" }],
      'services.orders.uses[0]: got {"cache":"arn:x","access":"read","as":"CACHE"}; give one of table, bucket, queue, topic, secret, key with its ARN, "access" and "as"',
    ],
    [
      "two entries with one name",
      [books, { ...books, access: "write" }],
      'services.orders.uses[1].as: got "BOOKS", which another entry has; give each its own name, and several kinds of access as a list',
    ],
    [
      "a name that every service has",
      [{ ...books, as: "PORT" }],
      'services.orders.uses[0].as: got "PORT", which is set for every service; give another name',
    ],
    [
      "another partition",
      [{ ...books, table: TABLE.replace("arn:aws:", "arn:aws-cn:") }],
      `services.orders.uses[0].table: got "${TABLE.replace("arn:aws:", "arn:aws-cn:")}", which is not of us-west-2's partition; give an ARN that begins with "arn:aws:"`,
    ],
  ])("%s", (_name, uses, line) => {
    expect(problemsOf(uses)).toEqual([line]);
  });

  test("a name that the service's environment or secrets have", () => {
    expect(problemsOf([books], { environment: { BOOKS: "x" } })).toEqual([
      'services.orders.uses[0].as: got "BOOKS", which is set in environment or secrets too; give another name',
    ]);
  });

  test("what tasks cannot reach", () => {
    const elsewhere = { ...books, table: "arn:aws:dynamodb:eu-west-1:111111111111:table/books" };
    expect(problemsOf([elsewhere], {}, { network: { egress: "endpoints" } })).toEqual([
      'services.orders.uses[0].table: got "arn:aws:dynamodb:eu-west-1:111111111111:table/books", which dev cannot reach with network.egress "endpoints": endpoints lead to us-west-2; give a resource there, or network.egress "single-nat"',
    ]);
    expect(
      problemsOf([books, { queue: QUEUE, access: "send", as: "URL" }], {}, { network: { egress: "none" } }),
    ).toEqual([
      `services.orders.uses[1].queue: got "${QUEUE}", which dev cannot reach with network.egress "none"; give network.egress "endpoints"`,
    ]);
  });
});
