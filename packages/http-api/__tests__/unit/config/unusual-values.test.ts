import { problemLines } from "../../support/problem-lines";
import { configOf, service } from "@private-http-api/test-support";

function problemsOf(raw: unknown) {
  return problemLines(raw);
}
function ofService(settings: object) {
  return problemsOf(configOf({ app: service("/api/app", settings) }));
}
function ofEnvironment(settings: object) {
  return problemsOf(configOf({ app: service("/api/app") }, settings));
}
function ofFunction(settings: object) {
  return ofEnvironment({ api: { functions: { reports: settings } } });
}

const circle: Record<string, unknown> = {};
circle.self = circle;

describe("one line is said of", () => {
  const cases: [string, () => string[], string][] = [
    [
      "an image that is given as a URL",
      () => ofService({ image: { uri: "https://ghcr.io/o/r:1" } }),
      'services.app.image.uri: got "https://ghcr.io/o/r:1"; the image is not pinned: it is a URL; give it without "https://"',
    ],
    [
      "a key of another Region than the resource",
      () =>
        ofService({
          uses: [
            {
              queue: "arn:aws:sqs:us-west-2:111111111111:q",
              access: "read",
              as: "Q",
              keyArn: "arn:aws:kms:eu-west-1:111111111111:key/k",
            },
          ],
        }),
      'services.app.uses[0].keyArn: got "arn:aws:kms:eu-west-1:111111111111:key/k", a key of another Region than the resource, which it cannot be encrypted with; give one of us-west-2',
    ],
    [
      "a key of another partition",
      () =>
        ofService({
          uses: [
            {
              bucket: "arn:aws:s3:::one",
              access: "read",
              as: "B",
              keyArn: "arn:aws-cn:kms:cn-north-1:111111111111:key/k",
            },
          ],
        }),
      'services.app.uses[0].keyArn: got "arn:aws-cn:kms:cn-north-1:111111111111:key/k", which is not of us-west-2\'s partition; give an ARN that begins with "arn:aws:"',
    ],
    [
      "an ownership certificate of another Region",
      () =>
        ofEnvironment({
          api: {
            domain: {
              name: "a.example.com",
              certificateArn: "arn:aws:acm:us-west-2:111111111111:certificate/c",
              ownershipCertificateArn: "arn:aws:acm:us-east-1:111111111111:certificate/c",
              mutualTls: { truststoreUri: "s3://shop-trust/clients.pem" },
            },
          },
        }),
      'environments.dev.api.domain.ownershipCertificateArn: got "arn:aws:acm:us-east-1:111111111111:certificate/c", a certificate of another Region; give one of us-west-2',
    ],
    [
      "a function with a name that is too long",
      () => ofFunction({ path: "/r", functionArn: `arn:aws:lambda:us-west-2:111111111111:function:${"f".repeat(65)}` }),
      'environments.dev.api.functions.reports.functionArn: got "arn:aws:lambda:us-west-2:111111111111:function:fffffffffffffffffffffffffffff…; give the ARN of a Lambda function, whose name has at most 64 characters, optionally with an alias or version',
    ],
    [
      "a part of an ARN",
      () => ofService({ taskPolicy: [{ Action: "s3:GetObject", Resource: "arn:aws:s3" }] }),
      'services.app.taskPolicy[0].Resource: got "arn:aws:s3"; give a complete ARN, like "arn:aws:s3:::books/*", or "*"',
    ],
    [
      "a condition without a value",
      () =>
        ofService({
          taskPolicy: [
            { Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*", Condition: { Null: { "aws:x": null } } },
          ],
        }),
      "services.app.taskPolicy[0].Condition.Null.aws:x: got null; give a text, a number, true or false, or a list of them",
    ],
    [
      "a number without an end",
      () => ofEnvironment({ api: { throttle: { burst: 1, rate: Infinity } } }),
      "environments.dev.api.throttle.rate: got Infinity; give a number",
    ],
    [
      "an origin's port 0",
      () => ofEnvironment({ api: { cors: { allowOrigins: ["https://a.example.com:0"] } } }),
      'environments.dev.api.cors.allowOrigins[0]: got "https://a.example.com:0"; give an origin like "https://app.example.com", without path, or "*"',
    ],
    [
      "a path that API Gateway keeps",
      () => ofFunction({ path: "/ping", functionArn: "arn:aws:lambda:us-west-2:111111111111:function:f" }),
      'environments.dev.api.functions.reports.path: got "/ping"; API Gateway answers it itself, for its own health checks; give another',
    ],
    [
      "outbound rules that would have one name",
      () =>
        ofEnvironment({
          network: {
            outbound: { a: { to: "10.2.0.0/16", ports: ["1-2"] }, "a-1": { to: "10.2.0.0/16", ports: [2] } },
          },
        }),
      'environments.dev.network.outbound: got {"a":{"to":"10.2.0.0/16","ports":["1-2"]},"a-1":{"to":"10.2.0.0/16","ports":[…; two rules would both be named "a-1-2" (name and ports combined); give one of them another name',
    ],
    [
      "characters that IAM takes in no policy",
      () =>
        ofService({
          taskPolicy: [
            {
              Action: "s3:GetObject",
              Resource: "arn:aws:s3:::books/*",
              Condition: { StringLike: { "aws:PrincipalTag/team": "größe-日本" } },
            },
          ],
        }),
      'services.app.taskPolicy[0].Condition.StringLike.aws:PrincipalTag/team: got "größe-日本"; IAM accepts neither control characters in a policy nor any beyond Latin-1; write * or ? instead',
    ],
    [
      "a method that stands twice",
      () => ofService({ methods: ["GET", "GET"] }),
      'services.app.methods: got ["GET","GET"]; give each method once',
    ],
    [
      "a zone that stands twice in two spellings",
      () => ofEnvironment({ network: { zones: ["a", "us-west-2a"] } }),
      'environments.dev.network.zones: zone "us-west-2a" is listed twice; name each once',
    ],
    [
      "a zone id of another Region",
      () => ofEnvironment({ network: { zones: ["usw2-az1", "use1-az2"] } }),
      'environments.dev.network.zones: zone "use1-az2" is not in us-west-2; give ids that start with "usw2-"',
    ],
    [
      "a number that JSON lacks",
      () => ofEnvironment({ account: 1n }),
      "environments.dev.account: got 1n; give a string",
    ],
    [
      "an object that holds itself",
      () => ofEnvironment({ account: circle }),
      "environments.dev.account: got <ref *1> { self: [Circular *1] }; give a string",
    ],
    [
      "a key with a line break",
      () => ofEnvironment({ "x\ny": 1 }),
      expect.stringContaining(String.raw`environments.dev: unknown key "x\ny"; allowed: `) as string,
    ],
    [
      "an override of a service that is not there, whatever objects inherit",
      () => ofEnvironment({ services: { constructor: {} } }),
      "environments.dev.services.constructor: no such service; declared: app",
    ],
    [
      "a burst below 1, as it was given",
      () => ofService({ throttle: { burst: -1, rate: 1 } }),
      "services.app.throttle.burst: got -1; AWS then refuses every request with 429; give at least 1, or leave throttle out",
    ],
    [
      "a range that is larger than a VPC",
      () => ofEnvironment({ network: { cidr: "10.0.0.0/8" } }),
      'environments.dev.network.cidr: got "10.0.0.0/8"; it is not a range that a VPC can have; give one of /16 to /28, like 10.0.0.0/16',
    ],
    [
      "a range with a leading zero",
      () => ofEnvironment({ network: { cidr: "010.0.0.0/16" } }),
      'environments.dev.network.cidr: got "010.0.0.0/16"; give an IPv4 range like "10.0.0.0/16", without leading zeros',
    ],
    [
      "a subnet that stands twice",
      () =>
        ofEnvironment({
          network: { existing: { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-0a1b2c3d"] } },
        }),
      'environments.dev.network.existing.privateSubnetIds: got ["subnet-0a1b2c3d","subnet-0a1b2c3d"]; give each subnet once',
    ],
    [
      "a stage variable with a space",
      () => ofEnvironment({ api: { stageVariables: { color: "light blue" } } }),
      'environments.dev.api.stageVariables.color: got "light blue"; give letters, digits and ._~:/?#&=,-',
    ],
    [
      "a resource of a statement that is no text",
      () => ofService({ taskPolicy: [{ Action: "s3:GetObject", Resource: 5 }] }),
      'services.app.taskPolicy[0].Resource: got 5; give an ARN, or "*", or a list of them',
    ],
    [
      "no image",
      () => ofService({ image: undefined }),
      'services.app.image: is missing; give { build: "<folder with a Dockerfile>" } or { uri: "<registry>/<repository>@sha256:<digest>" }',
    ],
    [
      "a service's image that an environment takes away",
      () => ofEnvironment({ services: { app: { image: null } } }),
      'environments.dev.services.app.image: got null; give { build: "<folder with a Dockerfile>" } or { uri: "<registry>/<repository>@sha256:<digest>" }',
    ],
    [
      "a health check's codes that a load balancer refuses",
      () => ofService({ healthCheck: { path: "/api/app", matcher: "299-200" } }),
      'services.app.healthCheck.matcher: got "299-200"; give codes from 200 to 499, like "200", "200-299" or "200,204"',
    ],
    [
      "a tag of AWS's own",
      () => ofEnvironment({ tags: { "aws:cost": "x" } }),
      'environments.dev.tags.aws:cost: is not an allowed name: AWS reserves "aws:"; give another key',
    ],
    [
      "a certificate of another Region",
      () =>
        ofEnvironment({
          api: {
            domain: {
              name: "api.example.com",
              certificateArn: "arn:aws:acm:us-east-1:111111111111:certificate/0a1b",
            },
          },
        }),
      'environments.dev.api.domain.certificateArn: got "arn:aws:acm:us-east-1:111111111111:certificate/0a1b", a certificate of another Region; give one of us-west-2',
    ],
    [
      "an environment named after the stacks of the state",
      () => {
        const { environments, ...config } = configOf({ app: service("/api/app") });
        return problemsOf({ ...config, environments: { state: environments.dev } });
      },
      "environments.state: is not an allowed name: ids of the stacks with the environments' state begin with it; give another",
    ],
    [
      "an environment whose stacks are another's too by the pattern",
      () => {
        const { environments, ...config } = configOf({ app: service("/api/app") });
        return problemsOf({ ...config, environments: { ...environments, "dev-eu": environments.dev } });
      },
      "environments.dev-eu: begins with the name of dev, and 'dev-*' would deploy and destroy the stacks of both; give a name that does not begin so",
    ],
  ];

  test.each(cases)("%s", (_what, problems, expected) => {
    expect(problems()).toEqual([expected]);
  });
});

test("more tags than AWS takes beside the application's own are refused", () => {
  const tags = Object.fromEntries(Array.from({ length: 47 }, (_, index) => [`tag-${String(index)}`, "x"]));
  expect(ofEnvironment({ tags })).toEqual([
    expect.stringMatching(/^environments\.dev\.tags: got .*give at most 46$/) as string,
  ]);
});

describe("of a function, the key that is wrong is named, and its environment is not shown", () => {
  const made = {
    path: "/reports",
    source: "services",
    handler: "index.handler",
    runtime: "nodejs22.x",
    environment: { TOKEN: "secret" },
  };

  test.each<[string, object, string]>([
    [
      "that is made here",
      { ...made, runtime: "nodejs99.x" },
      'runtime: got "nodejs99.x"; allowed: "nodejs18.x", "nodejs20.x", "nodejs22.x", "nodejs24.x", "python3.11", "python3.12", "python3.13", "python3.14"',
    ],
    ["without its handler", { ...made, handler: undefined }, "handler: is missing; give a string"],
    [
      "that is there already",
      { path: "/reports", functionArn: "reports" },
      'functionArn: got "reports"; give the ARN of a Lambda function, whose name has at most 64 characters, optionally with an alias or version',
    ],
  ])("%s", (_what, settings, expected) => {
    expect(ofFunction(settings)).toEqual([`environments.dev.api.functions.reports.${expected}`]);
  });

  test("where neither form is known", () => {
    expect(ofFunction({ path: "/reports" })).toEqual([
      expect.stringMatching(
        /^environments\.dev\.api\.functions\.reports: got \["path"\]; give \{ path, functionArn/,
      ) as string,
    ]);
    expect(ofFunction({ environment: { TOKEN: "secret" }, functionArn: 5 }).join()).not.toContain("secret");
  });
});

test("variables may have names that every object has", () => {
  const secret = "arn:aws:ssm:us-west-2:111111111111:parameter/shop/flags";
  expect(problemsOf(configOf({ app: service("/a", { secrets: { toString: secret } }) }))).toEqual([]);
});

test("a service whose path is taken off may be checked at the root, another may not", () => {
  expect(ofService({ stripPrefix: true, healthCheck: { path: "/" } })).toEqual([]);
  expect(ofService({ healthCheck: { path: "/" } })).toEqual([
    'services.app.healthCheck.path: got "/", which is outside the service\'s path; give /api/app or a path below it, such as /api/app/health',
  ]);
});
