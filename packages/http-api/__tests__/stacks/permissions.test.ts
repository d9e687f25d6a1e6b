import { fullConfig, service, configOf, SynthesizedApp } from "@private-http-api/test-support";
import { FRAMEWORK_SIDS } from "../../src/aws/framework-sids";

const PRODUCER = "fargate-vpc-link";

/** Statements of a role policy of a service. */
function statements(app: SynthesizedApp, stack: string, name: string): { Sid?: string; Resource: unknown }[] {
  const { policy } = app.resources(stack, "aws_iam_role_policy")[name] ?? {};
  return (JSON.parse(String(policy)) as { Statement: { Sid?: string; Resource: unknown }[] }).Statement;
}

test("a config is kept from the Sids of the statements that the framework adds, and from no others", () => {
  const app = new SynthesizedApp(fullConfig());
  const sids = statements(app, `prod-${PRODUCER}`, "orders_task-policy").flatMap(({ Sid }) => Sid ?? []);
  expect([...sids].sort()).toEqual([...FRAMEWORK_SIDS].sort());
});

test("a secret is read by the ARN that it has, or by the one that Secrets Manager makes of a partial one", () => {
  function arn(name: string) {
    return `arn:aws:secretsmanager:us-west-2:111111111111:secret:${name}`;
  }
  const secrets = { A: arn("shop/db"), B: arn("shop/key-AbCdE1:json::"), C: arn("shop/master") };
  const app = new SynthesizedApp(configOf({ app: service("/a", { secrets: { ...secrets, D: arn("db-master") } }) }));
  const read = statements(app, `dev-${PRODUCER}`, "app_execution-policy").find(({ Sid }) => Sid === "ReadSecrets");
  expect(read?.Resource).toEqual([
    arn("db-master"),
    `${arn("db-master")}-??????`,
    `${arn("shop/db")}-??????`,
    arn("shop/key-AbCdE1"),
    `${arn("shop/master")}-??????`,
  ]);
});

test("shells that a customer key encrypts reach KMS where there is no other outbound access", () => {
  const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/app:1.0.0" };
  const services = { app: service("/a", { exec: true, image }) };
  const network = { egress: "endpoints" };
  function endpoints(settings: object) {
    return Object.keys(
      new SynthesizedApp(configOf(services, { network, ...settings })).resources(`dev-${PRODUCER}`, "aws_vpc_endpoint"),
    );
  }
  expect(endpoints({ encryption: "customer-key" })).toContain("egress_endpoints_kms");
  expect(endpoints({})).not.toContain("egress_endpoints_kms");
});

test.each([
  ["eusc-de-east-1", "aws-eusc", { backend: true, provider: undefined }],
  ["ap-southeast-6", "aws", { backend: true, provider: true }],
  ["us-gov-west-1", "aws-us-gov", { backend: undefined, provider: undefined }],
  ["cn-north-1", "aws-cn", { backend: undefined, provider: undefined }],
])(
  "in %s every ARN is of %s, and Terraform skips the validation of a Region that it does not know",
  (region, partition, skips) => {
    const app = new SynthesizedApp(
      configOf(
        { app: service("/a", { exec: true, image: { build: "services/book-service" } }) },
        { region, encryption: "customer-key", alarms: { email: ["a@example.com"] } },
      ),
    );
    for (const id of app.ids) {
      const arns = app.text(id).match(/arn:aws[a-z-]*:/g) ?? [];
      expect(new Set(arns)).toEqual(new Set(arns.length === 0 ? [] : [`arn:${partition}:`]));
      const json = JSON.parse(app.text(id)) as Record<
        string,
        Record<string, Record<string, Record<string, unknown>>[]>
      >;
      expect(json["provider"]?.["aws"]?.[0]?.["skip_region_validation"]).toBe(skips.provider);
    }
    const { terraform, data } = app.json("dev-http-api");
    expect((terraform["backend"] as { s3: object }).s3).toMatchObject({ region });
    expect((terraform["backend"] as { s3: { skip_region_validation?: true } }).s3.skip_region_validation).toBe(
      skips.backend,
    );
    const states = Object.values(data?.["terraform_remote_state"] ?? {}) as {
      config: { skip_region_validation?: true };
    }[];
    expect(states.map(({ config }) => config.skip_region_validation)).toEqual(states.map(() => skips.backend));
    expect(states.length).toBeGreaterThan(0);
  },
);
