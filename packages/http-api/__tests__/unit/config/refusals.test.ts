import { problemLines } from "../../support/problem-lines";
import { configOf, service } from "@private-http-api/test-support";

function problemsOf(raw: unknown): string[] {
  return problemLines(raw);
}

/** What is wrong with a service's settings. */
function ofService(settings: object) {
  return problemsOf(configOf({ app: service("/api/app", settings) }));
}
/** What is wrong with an environment's settings. */
function ofEnvironment(settings: object) {
  return problemsOf(configOf({ app: service("/api/app") }, settings));
}

describe("a config is refused, with one line that says where, what, what is allowed and what to do, for", () => {
  const cases: [string, () => string[], string[]][] = [
    [
      "an application name that AWS would refuse",
      () => problemsOf({ ...configOf({ app: service("/a") }), name: "My_Shop" }),
      [
        'name: got "My_Shop"; invalid application name; allowed: lower-case letters, digits and single hyphens, a letter first, at most 20 characters',
      ],
    ],
    [
      "a service name longer than a target group's 32 characters",
      () => problemsOf(configOf({ ["a".repeat(33)]: service("/a") })),
      [
        `services.${"a".repeat(33)}: is not an allowed name: invalid service name; allowed: lower-case letters, digits and single hyphens, a letter first, at most 32 characters`,
      ],
    ],
    [
      "two services with one path",
      () => problemsOf(configOf({ one: service("/api/app"), two: service("/api/app") })),
      ['services.two.path: got "/api/app", which is the path of one already; give each service a path of its own'],
    ],
    [
      "a path with a trailing slash",
      () => ofService({ path: "/api/app/", healthCheck: { path: "/api/app/health" } }),
      [
        'services.app.path: got "/api/app/"; invalid path; give literal segments like "/api/books": letters, digits and ._~- only, no trailing slash, at most 120 characters',
      ],
    ],
    [
      "a CPU and memory pair that Fargate lacks",
      () => ofService({ cpu: 512, memoryMiB: 512 }),
      [
        "services.app.memoryMiB: got 512 with cpu 512, a combination that Fargate does not offer; give 1024 to 4096 in steps of 1024, or another cpu",
      ],
    ],
    [
      "a CPU size that Fargate lacks",
      () => ofService({ cpu: 300 }),
      ["services.app.cpu: got 300; allowed: 256, 512, 1024, 2048, 4096, 8192, 16384"],
    ],
    [
      "a health check path outside the service's path",
      () => ofService({ healthCheck: { path: "/health" } }),
      [
        'services.app.healthCheck.path: got "/health", which is outside the service\'s path; give /api/app or a path below it, such as /api/app/health',
      ],
    ],
    [
      "an account that is not 12 digits",
      () => ofEnvironment({ account: "1234" }),
      [
        'environments.dev.account: got "1234"; an AWS account id has 12 digits; write it as a string, leading zeros included',
      ],
    ],
    [
      "a range that cannot hold the subnets",
      () => ofEnvironment({ network: { cidr: "10.0.0.0/19" } }),
      [
        'environments.dev.network.cidr: got "10.0.0.0/19"; it holds 2 blocks of /20, and 2 zones need 3; give a range of /18 or larger',
      ],
    ],
    [
      "a zone of another Region",
      () => ofEnvironment({ network: { zones: ["us-west-2a", "eu-west-1b"] } }),
      ['environments.dev.network.zones: zone "eu-west-1b" is not in us-west-2; give zones of that Region'],
    ],
    [
      "timeouts that do not nest",
      () =>
        ofService({
          requestTimeoutSeconds: 28,
          keepAliveTimeoutSeconds: 60,
          deregistrationDelaySeconds: 10,
          stopTimeoutSeconds: 33,
        }),
      [
        "services.app.keepAliveTimeoutSeconds: got 60; give more than loadBalancer.idleTimeoutSeconds (60), or the load balancer answers 502 on connections that the task closed",
        "services.app.stopTimeoutSeconds: got 33; give more than drainSeconds + requestTimeoutSeconds (33), or requests in flight are cut off",
        "services.app.deregistrationDelaySeconds: got 10; give more than api.integrationTimeoutSeconds (29), or open requests are cut off",
      ],
    ],
    [
      "a gateway that waits longer than the load balancer",
      () => ofEnvironment({ loadBalancer: { idleTimeoutSeconds: 29 } }),
      [
        "environments.dev.loadBalancer.idleTimeoutSeconds: got 29; give more than api.integrationTimeoutSeconds (29), or the load balancer gives up first",
      ],
    ],
    [
      "a health check that waits as long as its interval",
      () => ofService({ healthCheck: { path: "/api/app/health", intervalSeconds: 5, timeoutSeconds: 5 } }),
      ["services.app.healthCheck.timeoutSeconds: got 5; give less than healthCheck.intervalSeconds (5)"],
    ],
    [
      "an image that moves",
      () => ofService({ image: { uri: "registry.example.com/app:latest" } }),
      [
        'services.app.image.uri: got "registry.example.com/app:latest"; the image is not pinned: its tag "latest" moves; give "@sha256:<digest>", or a tag that never moves',
      ],
    ],
    [
      "a min over max",
      () => ofService({ scaling: { min: 5, max: 2 } }),
      ["services.app.scaling.min: got 5, more than max 2; give a min of at most max"],
    ],
    [
      "one priority for two services",
      () =>
        problemsOf(
          configOf({
            one: service("/a", { listenerRulePriority: 7 }),
            two: service("/b", { listenerRulePriority: 7 }),
          }),
        ),
      ["services.two.listenerRulePriority: got 7, which one has already; give each its own, or leave it out"],
    ],
    [
      "rules by path before rules by header",
      () =>
        problemsOf(
          configOf({
            one: service("/a", { listenerRulePriority: 7 }),
            two: service("/b", { stripPrefix: true, listenerRulePriority: 2001 }),
          }),
        ),
      [
        "services.one.listenerRulePriority: got 7, which is kept for rules by header; give 2001 to 50000, or leave it out",
        "services.two.listenerRulePriority: got 2001 with stripPrefix, whose rule has to come before all that look at the path; give 1 to 2000, or leave it out",
      ],
    ],
    [
      "a priority behind the rules by header, where a path lies below one of other authorization",
      () =>
        problemsOf(
          configOf({
            root: service("/api", { listenerRulePriority: 2500, authorization: "iam" }),
            books: service("/api/books"),
          }),
        ),
      [
        "services.root.listenerRulePriority: got 2500 for methods, authorization or throttle that differ from those of other services, whose rule has to come before all that look at the path; give 1 to 2000, or leave it out",
      ],
    ],
    [
      "a priority that takes a path's requests before the rule of a path below it",
      () =>
        problemsOf(
          configOf({ root: service("/api", { listenerRulePriority: 2500 }), books: service("/api/books/new") }),
        ),
      [
        expect.stringMatching(
          /^services\.root\.listenerRulePriority: got 2500 for \/api, and \/api\/books\/new of books has \d+: the rule of \/api would take every request of \/api\/books\/new; give more than that, or leave it out$/,
        ) as string,
      ],
    ],
    [
      "a priority behind that of the path above it",
      () =>
        problemsOf(
          configOf({ root: service("/api"), books: service("/api/books/new", { listenerRulePriority: 50000 }) }),
        ),
      [
        expect.stringMatching(
          /^services\.books\.listenerRulePriority: got 50000 for \/api\/books\/new, and \/api of root has \d+: .*; give less than that, or leave it out$/,
        ) as string,
      ],
    ],
    [
      "a setting of another integration",
      () => ofService({ integration: "nlb", listenerRulePriority: 5 }),
      [
        'services.app.listenerRulePriority: got 5 with integration "nlb", but only an application load balancer has rules; leave it out, or set integration to "alb"',
      ],
    ],
    [
      "instance attributes without Cloud Map",
      () => ofService({ instanceAttributes: { AVAILABILITY_ZONE: "us-west-2a" } }),
      [
        'services.app.instanceAttributes: got {"AVAILABILITY_ZONE":"us-west-2a"} with integration "alb", but only Cloud Map chooses instances by attribute; leave it out, or set integration to "cloud-map"',
      ],
    ],
    [
      "more tasks than Cloud Map takes",
      () => ofService({ integration: "cloud-map", desiredCount: 1001 }),
      [
        "services.app.desiredCount: got 1001; AWS allows at most 1000 tasks per service with Cloud Map; give at most 1000, or split the service",
      ],
    ],
    [
      "endpoints in a VPC that is there already",
      () =>
        ofEnvironment({
          network: {
            egress: "endpoints",
            existing: { vpcId: "vpc-0123456789abcdef0", privateSubnetIds: ["subnet-01234567", "subnet-01234568"] },
          },
        }),
      [
        'environments.dev.network.egress: got "endpoints" with network.existing, which has its own; leave it out, and set it where that VPC is defined',
      ],
    ],
    [
      "fewer than two subnets",
      () =>
        ofEnvironment({
          network: { existing: { vpcId: "vpc-0123456789abcdef0", privateSubnetIds: ["subnet-01234567"] } },
        }),
      [
        "environments.dev.network.existing.privateSubnetIds: give at least two private subnets in different zones, which load balancers need",
      ],
    ],
    [
      "a certificate without a server name",
      () => ofEnvironment({ internalTls: { certificateArn: "arn:aws:acm:us-west-2:111111111111:certificate/0123" } }),
      [
        "environments.dev.internalTls.serverName: is missing; give the name that the certificate is for, or the gateway cannot verify it",
      ],
    ],
    [
      "an override of a service that is not there",
      () => ofEnvironment({ services: { ap: { cpu: 512 } } }),
      ["environments.dev.services.ap: no such service; declared: app"],
    ],
    [
      "no service and no environment",
      () => problemsOf({ name: "shop", services: {}, environments: {} }),
      ["services: is empty; give at least one", "environments: is empty; give at least one"],
    ],
    [
      "a policy exception without a reason",
      () =>
        ofEnvironment({
          policyExceptions: [
            { rule: "no-public-ip", path: "dev-fargate-vpc-link/alb/Resource" },
            { rule: "log-retention", path: "dev-http-api/*", reason: "no" },
          ],
        }),
      [
        "environments.dev.policyExceptions[0].reason: is missing; say in one sentence, for reviewers, why the rule does not apply here",
        'environments.dev.policyExceptions[1].reason: got "no"; say in one sentence, for reviewers, why the rule does not apply here',
      ],
    ],
    [
      "a policy exception in another environment's stack",
      () =>
        ofEnvironment({
          policyExceptions: [{ rule: "log-retention", path: "prod-http-api/*", reason: "kept by the auditors" }],
        }),
      [
        'environments.dev.policyExceptions[0].path: got "prod-http-api/*", which is in no stack of dev; give a path that starts with "dev-…/", "state-dev/" or "access-dev/"',
      ],
    ],
    [
      "a load balancer's name that comes out too long",
      () =>
        problemsOf({
          name: "a-name-of-twenty-let",
          services: { app: service("/a") },
          environments: { production12: { account: "111111111111", region: "us-west-2", state: "local" } },
        }),
      [
        'environments.production12: the load balancer\'s name "a-name-of-twenty-let-production12-nlb" has 37 characters, AWS allows 32; shorten the name or the environment',
      ],
    ],
  ];

  test("an unknown key, with the one that was meant", () => {
    const [problem, ...others] = ofService({ memoryMib: 512 });
    expect(others).toEqual([]);
    expect(problem).toMatch(
      /^services\.app: unknown key "memoryMib" \(did you mean "memoryMiB"\?\); allowed: path, image, .*, cpu, memoryMiB, /,
    );
  });

  test.each(cases)("%s", (_what, problems, expected) => {
    expect(problems()).toEqual(expected);
  });

  test("everything that is wrong, in one go", () => {
    const problems = problemsOf({
      name: "Shop",
      services: { app: { path: "/a", cpu: 1 } },
      environments: { dev: { account: 1 }, Prod: {} },
    });
    expect(problems.map((line) => line.split(":")[0])).toEqual([
      "name",
      "environments.Prod",
      "services.app.image",
      "services.app.cpu",
      "services.app.healthCheck",
      "environments.dev.account",
      "environments.dev.region",
      "environments.Prod.account",
      "environments.Prod.region",
    ]);
  });

  test("what an environment overrides, at the environment, and once", () => {
    const raw = configOf({ app: service("/api/app") }, { services: { app: { cpu: 3, scaling: { min: 1 } } } });
    expect(problemsOf(raw)).toEqual([
      "environments.dev.services.app.cpu: got 3; allowed: 256, 512, 1024, 2048, 4096, 8192, 16384",
      "environments.dev.services.app.scaling.max: is missing; give a number",
    ]);
  });

  test("what does not go together, where the value stands", () => {
    const app = service("/api/app", { memoryMiB: 512, healthCheck: { path: "/other" } });
    expect(
      problemsOf(configOf({ app }, { services: { app: { cpu: 512 } } })).map((line) => line.split(": ")[0]),
    ).toEqual(["services.app.healthCheck.path", "services.app.memoryMiB"]);
    const overridden = configOf({ app: service("/api/app") }, { services: { app: { cpu: 512 } } });
    expect(problemsOf(overridden)).toEqual([
      "environments.dev.services.app.memoryMiB: got 512 with cpu 512, a combination that Fargate does not offer; give 1024 to 4096 in steps of 1024, or another cpu",
    ]);
  });
});
