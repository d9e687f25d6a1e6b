import { problemLines } from "../../support/problem-lines";
import { resolveConfig } from "../../../src/config/resolve-config";
import { configOf, IN_ECR, service } from "@private-http-api/test-support";

function problemsOf(raw: unknown): string[] {
  return problemLines(raw);
}

function ofService(settings: object, environment: object = {}): string[] {
  return problemsOf(configOf({ app: service("/api/app", settings) }, environment));
}

const PARAMETER = "arn:aws:ssm:us-west-2:111111111111:parameter/x";
const COLLECTOR = { image: { uri: "registry.example.com/team/collector:1.0.0" } };
const READ = { Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };

const EVERYTHING = { Action: ["s3:*", "sqs:SendMessage"], Resource: "*" };
function wildcard(place: string) {
  return `${place}: no-wildcard-permissions: allows s3:* on every resource; name the actions, or the resources by ARN, or give a reason in policyExceptions of dev, for the path "dev-fargate-vpc-link/Services/app/Task/Roles/task-policy"`;
}

describe("one line is said of", () => {
  const cases: [string, () => string[], string][] = [
    [
      "a secret called like a variable of the framework",
      () => ofService({ secrets: { NODE_ENV: PARAMETER } }),
      "services.app.secrets.NODE_ENV: is a variable that the framework sets, and ECS allows a name once; give the secret another name",
    ],
    [
      "a secret called like the collector's variable",
      () => ofService({ tracing: COLLECTOR, secrets: { OTEL_EXPORTER_OTLP_ENDPOINT: PARAMETER } }),
      "services.app.secrets.OTEL_EXPORTER_OTLP_ENDPOINT: is a variable that the framework sets, and ECS allows a name once; give the secret another name",
    ],
    [
      "a variable that a setting decides",
      () => ofService({ environment: { PORT: "3000" } }),
      'services.app.environment.PORT: got "3000", but the variable is set from port; set that, and leave this out',
    ],
    [
      "a service called like its sidecar",
      () => problemsOf(configOf({ "xray-daemon": service("/q", { tracing: { collector: "x-ray", ...COLLECTOR } }) })),
      'services.xray-daemon.tracing: its collector\'s container is called "xray-daemon" too, and ECS allows a name once per task; rename the service',
    ],
    [
      "a port that the sidecar takes",
      () => ofService({ port: 4318, tracing: COLLECTOR }),
      "services.app.port: got 4318, which the tracing sidecar listens on; give a port other than 2000, 4317, 4318, 8888, 13133",
    ],
    [
      "a statement that allows everything of something, in the service",
      () => ofService({ taskPolicy: [READ, EVERYTHING] }),
      wildcard("services.app.taskPolicy[1]"),
    ],
    [
      "a statement that allows everything of something, in the environment",
      () => ofService({}, { services: { app: { taskPolicy: [EVERYTHING] } } }),
      wildcard("environments.dev.services.app.taskPolicy[0]"),
    ],
    [
      "a Sid that stands twice",
      () =>
        ofService({
          taskPolicy: [
            { Sid: "A", ...READ },
            { Sid: "A", ...READ },
          ],
        }),
      'services.app.taskPolicy[1].Sid: got "A", which statement 0 has already; give each statement a Sid of its own, or none',
    ],
    [
      "a Sid of the framework's",
      () => ofService({ taskPolicy: [{ Sid: "OpenShell", ...READ }] }),
      'services.app.taskPolicy[0].Sid: got "OpenShell", which a statement of the framework has already; give each statement a Sid of its own, or none',
    ],
    [
      "a tag that differs from ours in case",
      () => ofService({}, { tags: { environment: "dev" } }),
      "environments.dev.tags.environment: is not an allowed name: every resource has Environment already, and IAM accepts no two keys that differ only in case; give another key",
    ],
    [
      "two tags that differ in case",
      () => ofService({}, { tags: { team: "a", Team: "b" } }),
      'environments.dev.tags.Team: got "b"; it differs from "team" only in case, and IAM accepts only one of them; give each key once',
    ],
    [
      "a tag with a character that IAM refuses",
      () => ofService({}, { tags: { owner: "R&D" } }),
      'environments.dev.tags.owner: got "R&D"; IAM, ECS and ACM accept only letters, digits, spaces and _.:/=+-@ in tags',
    ],
    [
      "an ARN of another partition",
      () => ofService({ secrets: { A: PARAMETER } }, { region: "us-gov-west-1" }),
      'services.app.secrets.A: names a secret in the partition aws, and us-gov-west-1 is in aws-us-gov; give an ARN that begins with "arn:aws-us-gov:"',
    ],
    [
      "a function of another account",
      () =>
        ofService(
          {},
          {
            api: {
              functions: { f: { path: "/f", functionArn: "arn:aws:lambda:us-west-2:222222222222:function:f" } },
            },
          },
        ),
      'environments.dev.api.functions.f.functionArn: got "arn:aws:lambda:us-west-2:222222222222:function:f", a function of another account; give one of 111111111111',
    ],
    [
      "a certificate that cannot be requested",
      () => {
        const name = `${"a".repeat(60)}.example.com`;
        return ofService({}, { api: { domain: { name, hostedZone: { id: "Z012345678", name: "example.com" } } } });
      },
      `environments.dev.api.domain.name: got "${"a".repeat(60)}.example.com" with 72 characters, and Certificate Manager allows 64 in a certificate that it issues; give a shorter name, or a certificateArn`,
    ],
    [
      "an action that no endpoint takes",
      () =>
        ofService(
          { ...IN_ECR, taskPolicy: [{ Action: ["s3:GetObject", "iam:GetUser"], Resource: "*" }] },
          { network: { egress: "endpoints" } },
        ),
      'services.app.taskPolicy[0].Action: got "iam:GetUser", whose service has no VPC endpoint that dev could use with network.egress "endpoints"; give network.egress "single-nat", or remove the action',
    ],
    [
      "a secret that no endpoint reaches",
      () =>
        ofService(
          { ...IN_ECR, secrets: { A: "arn:aws:ssm:eu-west-1:111111111111:parameter/x" } },
          { network: { egress: "endpoints" } },
        ),
      'services.app.secrets.A: names a secret of another Region, which dev cannot reach with network.egress "endpoints"; give one of us-west-2, such as a replica, or network.egress "single-nat"',
    ],
    [
      "headers by wildcard where credentials are allowed",
      () =>
        ofService(
          {},
          {
            api: { cors: { allowOrigins: ["https://a.example.com"], allowHeaders: ["*"], allowCredentials: true } },
          },
        ),
      'environments.dev.api.cors.allowHeaders: got ["*"] with allowCredentials, where browsers read "*" as a literal name; name them, or leave allowCredentials out',
    ],
  ];
  test.each(cases)("%s", (_what, problems, line) => {
    expect(problems()).toEqual([line]);
  });
});

test("a condition's booleans and numbers are the text that IAM takes them for", () => {
  const Condition = { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "s3:max-keys": [10] } };
  const { config } = resolveConfig(configOf({ app: service("/api/app", { taskPolicy: [{ ...READ, Condition }] }) }));
  expect(config?.environments[0]?.services[0]?.taskPolicy[0]?.Condition).toEqual({
    Bool: { "aws:SecureTransport": "true" },
    NumericLessThan: { "s3:max-keys": ["10"] },
  });
});
