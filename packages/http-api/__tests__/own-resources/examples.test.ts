import { readFileSync } from "node:fs";
import { configOf, IN_ECR, service, SynthesizedApp } from "@private-http-api/test-support";
import { booksDatabase } from "../../examples/own-resources/database";
import { ordersQueue } from "../../examples/own-resources/queue";
import { booksTable } from "../../examples/own-resources/table";
import type { OwnResources } from "../../src/stacks/own-resources/own-resources";

const PRODUCER = "dev-fargate-vpc-link";
const services = { "book-service": service("/api/books", IN_ECR), "author-service": service("/api/authors", IN_ECR) };

function appWith(ownResources: OwnResources, environment: object = {}): SynthesizedApp {
  return new SynthesizedApp(configOf(services, environment), { ownResources });
}

function variablesOf(app: SynthesizedApp, name: string): Record<string, string> {
  const definitions = app.resources(PRODUCER, "aws_ecs_task_definition")[name]?.["container_definitions"] as string;
  const [container] = JSON.parse(definitions) as { environment: { name: string; value: string }[] }[];
  return Object.fromEntries((container?.environment ?? []).map((entry) => [entry.name, entry.value]));
}

function statementsOf(app: SynthesizedApp, name: string): readonly object[] {
  const policy = app.resources(PRODUCER, "aws_iam_role_policy")[`${name}_task-policy`]?.["policy"] as string;
  return (JSON.parse(policy) as { Statement: object[] }).Statement;
}

function endpointsOf(app: SynthesizedApp): readonly string[] {
  return Object.keys(app.resources(PRODUCER, "aws_vpc_endpoint")).sort();
}

describe("the table", () => {
  test("is the service's alone, by its ARN, and its name is a variable", () => {
    const app = appWith(booksTable);
    const arn = "${aws_dynamodb_table.own_books.arn}";
    expect(variablesOf(app, "book-service")["BOOKS_TABLE"]).toBe("${aws_dynamodb_table.own_books.name}");
    expect(statementsOf(app, "book-service")).toEqual([
      expect.objectContaining({ Action: expect.arrayContaining(["dynamodb:GetItem"]) as unknown, Resource: arn }),
      { Effect: "Allow", Action: ["dynamodb:Query", "dynamodb:Scan"], Resource: `${arn}/index/*` },
      expect.objectContaining({ Action: expect.arrayContaining(["dynamodb:PutItem"]) as unknown, Resource: arn }),
    ]);
    expect(app.resources(PRODUCER, "aws_iam_role_policy")).not.toHaveProperty("author-service_task-policy");
  });

  test("is reached through DynamoDB's gateway endpoint, also without outbound access", () => {
    const app = appWith(booksTable, { network: { egress: "none" } });
    expect(endpointsOf(app)).toEqual(["egress_dynamodb", "network_s3"]);
    expect(app.resources(PRODUCER, "aws_vpc_security_group_egress_rule")["book-service_to-dynamodb"]).toMatchObject({
      prefix_list_id: "${aws_vpc_endpoint.egress_dynamodb.prefix_list_id}",
      from_port: 443,
    });
    expect(app.addresses(PRODUCER)).not.toContain("aws_vpc_security_group_egress_rule.author-service_to-dynamodb");
  });

  test("with a customer key, brings the key's use through DynamoDB and no endpoint of KMS", () => {
    const app = appWith(booksTable, { encryption: "customer-key", network: { egress: "endpoints" } });
    expect(statementsOf(app, "book-service")).toContainEqual({
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:DescribeKey"],
      Resource: "${data.aws_kms_alias.key.target_key_arn}",
      Condition: { StringEquals: { "kms:ViaService": "dynamodb.us-west-2.amazonaws.com" } },
    });
    expect(endpointsOf(app)).not.toContain("egress_endpoints_kms");
  });
});

describe("the queue", () => {
  const app = appWith(ordersQueue, { network: { egress: "endpoints" } });

  test("is sent to by one service and read by the other", () => {
    function actionsOf(name: string) {
      return statementsOf(app, name).flatMap((one) => (one as { Action: string[] }).Action);
    }
    expect(actionsOf("author-service")).toContain("sqs:SendMessage");
    expect(actionsOf("author-service")).not.toContain("sqs:ReceiveMessage");
    expect(actionsOf("book-service")).toEqual(expect.arrayContaining(["sqs:ReceiveMessage", "sqs:DeleteMessage"]));
    expect(actionsOf("book-service")).not.toContain("sqs:SendMessage");
  });

  test("brings the endpoint of SQS where there is no other outbound access", () => {
    expect(endpointsOf(app)).toContain("egress_endpoints_sqs");
  });
});

describe("the database", () => {
  const app = appWith(booksDatabase, { network: { egress: "endpoints" } });

  test("admits the tasks of one service on its port, and they wait for the rules", () => {
    const rule = "aws_vpc_security_group_ingress_rule.own_from-book-service-5432_from-book-service";
    expect(app.resources(PRODUCER, "aws_db_instance")["own_database"]).toMatchObject({
      vpc_security_group_ids: ["${aws_security_group.own_from-book-service-5432.id}"],
    });
    const [type = "", name = ""] = rule.split(".");
    expect(app.resources(PRODUCER, type)[name]).toMatchObject({
      from_port: 5432,
      to_port: 5432,
      ip_protocol: "tcp",
      referenced_security_group_id: "${aws_security_group.book-service.id}",
      description: expect.stringContaining("book-service") as unknown,
    });
    expect(app.resources(PRODUCER, "aws_ecs_service")["book-service"]?.["depends_on"]).toContain(rule);
    expect(app.resources(PRODUCER, "aws_ecs_service")["author-service"]?.["depends_on"]).not.toContain(rule);
  });

  test("gives its address, its port and where its password is, and no password", () => {
    expect(variablesOf(app, "book-service")).toMatchObject({
      DATABASE_HOST: "${aws_db_instance.own_database.address}",
      DATABASE_PORT: "${aws_db_instance.own_database.port}",
      DATABASE_SECRET_ARN: "${aws_db_instance.own_database.master_user_secret[0].secret_arn}",
    });
    expect(endpointsOf(app)).toContain("egress_endpoints_secretsmanager");
  });

  test.each([
    ["protected", { protect: true }, { deletion_protection: true, multi_az: true, skip_final_snapshot: false }],
    ["other", {}, { deletion_protection: false, multi_az: false, skip_final_snapshot: true }],
  ])("is guarded as the environment is: %s", (_name, environment, expected) => {
    expect(appWith(booksDatabase, environment).resources(PRODUCER, "aws_db_instance")["own_database"]).toMatchObject(
      expected,
    );
  });
});

describe("several", () => {
  test("give a service what each of them gives it", () => {
    const app = appWith((input) => [booksTable(input), ordersQueue(input), booksDatabase(input)]);
    expect(Object.keys(variablesOf(app, "book-service"))).toEqual(
      expect.arrayContaining(["BOOKS_TABLE", "ORDERS_QUEUE_URL", "DATABASE_HOST"]),
    );
    expect(variablesOf(app, "author-service")).toHaveProperty("ORDERS_QUEUE_URL");
  });

  test("may not set the same variable of a service", () => {
    const one = { "book-service": { environment: { TABLE: "a" } } };
    expect(() => appWith(() => [one, one])).toThrow(
      "stacks/own-resources.ts: dev.book-service.environment.TABLE: is set by two of your own resources; give one of them another name",
    );
  });
});

test("an app without own resources has none of it", () => {
  const addresses = new SynthesizedApp(configOf(services)).addresses(PRODUCER);
  expect(addresses.filter((address) => /\.own_|dynamodb/.test(address))).toEqual([]);
});

test.each(["table", "queue", "database"])("docs/own-resources.md shows the example of the %s as it is", (name) => {
  const file = `packages/http-api/examples/own-resources/${name}.ts`;
  const shown = readFileSync("docs/own-resources.md", "utf8").split(`<!-- ${file} -->`)[1] ?? "";
  expect(/```ts\n(.*?)```/s.exec(shown)?.[1]).toBe(readFileSync(file, "utf8"));
});
