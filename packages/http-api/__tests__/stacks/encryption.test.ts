import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";

const PRODUCER = "dev-fargate-vpc-link";
const IMAGES = { build: "services/book-service" };
const LOOKED_UP = "${data.aws_kms_alias.key.target_key_arn}";

interface Statement {
  readonly Sid: string;
  readonly Principal: unknown;
  readonly Action: string | readonly string[];
  readonly Condition?: unknown;
}

describe("with AWS's own keys", () => {
  const app = new SynthesizedApp(configOf({ app: service("/a") }));

  test("no key is made or looked up", () => {
    for (const id of app.ids) {
      expect(app.resources(id, "aws_kms_key")).toEqual({});
      expect(app.json(id).data ?? {}).not.toHaveProperty("aws_kms_alias");
    }
  });
});

describe("with a customer key", () => {
  const app = new SynthesizedApp(
    configOf({ app: service("/a", { image: IMAGES, exec: true }) }, { encryption: "customer-key", protect: true }),
  );
  const key = app.resources("state-dev", "aws_kms_key")["key"];
  const { Statement: statements } = JSON.parse(key?.["policy"] as string) as { Statement: readonly Statement[] };

  test("the key is made before anything else, rotates, and cannot be destroyed where it is protected", () => {
    expect(key).toMatchObject({ enable_key_rotation: true, lifecycle: { prevent_destroy: true } });
    expect(app.resources("state-dev", "aws_kms_alias")["key_alias"]).toMatchObject({ name: "alias/shop-dev" });
  });

  test("logs, shells and images are encrypted with it", () => {
    const groups = ["dev-http-api", PRODUCER].flatMap((id) =>
      Object.values(app.resources(id, "aws_cloudwatch_log_group")),
    );
    expect(groups.length).toBeGreaterThan(3);
    for (const group of groups) expect(group["kms_key_id"]).toBe(LOOKED_UP);
    expect(app.resources(PRODUCER, "aws_ecs_cluster")["cluster"]?.["configuration"]).toMatchObject({
      execute_command_configuration: { kms_key_id: LOOKED_UP },
    });
    expect(Object.values(app.resources("dev-images", "aws_ecr_repository"))[0]).toMatchObject({
      encryption_configuration: [{ encryption_type: "KMS", kms_key: LOOKED_UP }],
    });
  });

  test("the state bucket encrypts with it, and Terraform does not say otherwise", () => {
    expect(
      app.resources("state-dev", "aws_s3_bucket_server_side_encryption_configuration")["state_encryption"],
    ).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: "${aws_kms_key.key.arn}",
          },
        },
      ],
    });
    expect(app.json(PRODUCER).terraform["backend"]).toMatchObject({ s3: { use_lockfile: true } });
    expect(JSON.stringify(app.json(PRODUCER).terraform["backend"])).not.toContain("encrypt");
  });

  test("its administrators cannot use it, and its users only through services of the environment", () => {
    const administration = statements.find(({ Sid }) => Sid === "Administer");
    expect([administration?.Action].flat()).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/Decrypt|Encrypt|GenerateDataKey|CreateGrant|kms:\*/)]),
    );
    const users = statements.filter(({ Sid }) => Sid !== "Administer");
    for (const statement of users) expect(statement.Condition).toBeDefined();
    expect(statements.map(({ Principal }) => JSON.stringify(Principal))).not.toContain('"*"');
    expect(statements).toContainEqual(
      expect.objectContaining({
        Sid: "EncryptLogs",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": [
              "arn:aws:logs:us-west-2:111111111111:log-group:/shop-dev/*",
              "arn:aws:logs:us-west-2:111111111111:log-group:/aws/vendedlogs/shop-dev/*",
              "arn:aws:logs:us-west-2:111111111111:log-group:/aws/lambda/shop-dev-*",
            ],
          },
        },
      }),
    );
  });

  test("it is there also where the state is elsewhere", () => {
    const local = new SynthesizedApp(configOf({ app: service("/a") }, { encryption: "customer-key", state: "local" }));
    expect(local.addresses("state-dev")).toEqual(["aws_kms_alias.key_alias", "aws_kms_key.key"]);
  });

  test("a bucket that is somebody else's encrypts as it did", () => {
    const elsewhere = new SynthesizedApp(
      configOf({ app: service("/a") }, { encryption: "customer-key", state: { existingBucket: "our-state" } }),
    );
    expect(elsewhere.json(PRODUCER).terraform["backend"]).toMatchObject({ s3: { encrypt: true } });
  });
});
