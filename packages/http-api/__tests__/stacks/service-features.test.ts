import { problemLines } from "../support/problem-lines";
import { resolveConfig } from "../../src/config/resolve-config";
import { configOf, IN_ECR, service, SynthesizedApp } from "@private-http-api/test-support";

const PRODUCER = "dev-fargate-vpc-link";
const SECRET = "arn:aws:secretsmanager:us-west-2:111111111111:secret:shop/db-AbCdEf";
const PARAMETER = "arn:aws:ssm:us-west-2:111111111111:parameter/shop/flags";
const KEY = "arn:aws:kms:us-west-2:111111111111:key/0123";

function appWith(settings: object, environment: object = {}) {
  return new SynthesizedApp(configOf({ app: service("/a", settings) }, environment));
}
function closedAppWith(settings: object) {
  return appWith({ ...IN_ECR, ...settings }, { network: { egress: "endpoints" } });
}
function containersOf(app: SynthesizedApp) {
  return JSON.parse(
    app.resources(PRODUCER, "aws_ecs_task_definition")["app"]?.["container_definitions"] as string,
  ) as Record<string, unknown>[];
}
function statementsOf(app: SynthesizedApp, policy: string) {
  return (
    JSON.parse(
      (app.resources(PRODUCER, "aws_iam_role_policy")[policy]?.["policy"] ?? '{"Statement":[]}') as string,
    ) as {
      Statement: { Sid?: string; Action: unknown; Resource: unknown }[];
    }
  ).Statement;
}
function endpointsOf(app: SynthesizedApp) {
  return Object.values(app.resources(PRODUCER, "aws_vpc_endpoint"))
    .map(({ service_name: name }) => (name as string).replace("com.amazonaws.us-west-2.", ""))
    .sort();
}

describe("secrets", () => {
  const settings = { secrets: { DB_PASSWORD: `${SECRET}:password::`, FLAGS: PARAMETER }, secretKeyArns: [KEY] };
  const app = appWith(settings);

  test("are named in the container and read by ECS", () => {
    expect(containersOf(app)[0]?.["secrets"]).toEqual([
      { name: "DB_PASSWORD", valueFrom: `${SECRET}:password::` },
      { name: "FLAGS", valueFrom: PARAMETER },
    ]);
  });

  test("are all that the execution role may read", () => {
    expect(statementsOf(app, "app_execution-policy").slice(1)).toEqual([
      { Sid: "ReadSecrets", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [SECRET] },
      { Sid: "ReadParameters", Effect: "Allow", Action: "ssm:GetParameters", Resource: [PARAMETER] },
      { Sid: "DecryptSecrets", Effect: "Allow", Action: "kms:Decrypt", Resource: [KEY] },
    ]);
  });

  test("bring the endpoints that they are read through, where there is no other way out", () => {
    expect(endpointsOf(closedAppWith(settings))).toEqual(["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager", "ssm"]);
  });
});

describe("a task policy", () => {
  test("is the task role's, with IAM's variables as they were written", () => {
    const app = appWith({
      taskPolicy: [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::books/${aws:PrincipalTag/team}/*" }],
    });
    expect(statementsOf(app, "app_task-policy")).toEqual([
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::books/$${aws:PrincipalTag/team}/*" },
    ]);
  });

  test("is not there without a statement", () => {
    expect(appWith({}).resources(PRODUCER, "aws_iam_role_policy")).not.toHaveProperty("app_task-policy");
  });

  test("with a wildcard passes with an exception for the path that its refusal names", () => {
    const config = configOf({ app: service("/api/app", { taskPolicy: [{ Action: "s3:*", Resource: "*" }] }) });
    const [problem] = resolveConfig(config).problems;
    const path = /for the path "(.*)"$/.exec(problem?.message ?? "")?.[1];
    const exception = { rule: "no-wildcard-permissions", path, reason: "until the buckets have names" };
    const { dev } = config.environments;
    const app = new SynthesizedApp({ ...config, environments: { dev: { ...dev, policyExceptions: [exception] } } });
    // The policy would refuse an exception that excuses nothing.
    expect(() => app.text(PRODUCER)).not.toThrow();
  });

  test("brings the endpoints of the services that it lets the task call", () => {
    const app = closedAppWith({
      taskPolicy: [{ Action: ["sqs:SendMessage", "dynamodb:GetItem"], Resource: "arn:aws:sqs:*:*:q" }],
    });
    expect(endpointsOf(app)).toContain("sqs");
  });
});

describe("ECS Exec", () => {
  test("is off, and the root file system read-only, until it is asked for", () => {
    const app = appWith({});
    expect(app.resources(PRODUCER, "aws_ecs_service")["app"]).not.toHaveProperty("enable_execute_command");
    expect(containersOf(app)[0]).toMatchObject({ readonlyRootFilesystem: true });
    expect(app.resources(PRODUCER, "aws_ecs_cluster")["cluster"]).not.toHaveProperty("configuration");
  });

  test("logs what is typed, and lets the agent in the task talk and write", () => {
    const app = closedAppWith({ exec: true });
    expect(app.resources(PRODUCER, "aws_ecs_service")["app"]).toMatchObject({ enable_execute_command: true });
    expect(app.resources(PRODUCER, "aws_ecs_cluster")["cluster"]?.["configuration"]).toMatchObject({
      execute_command_configuration: {
        logging: "OVERRIDE",
        log_configuration: { cloud_watch_log_group_name: "${aws_cloudwatch_log_group.cluster_exec.name}" },
      },
    });
    expect(containersOf(app)[0]).toMatchObject({ readonlyRootFilesystem: false });
    expect(statementsOf(app, "app_task-policy").map(({ Sid }) => Sid)).toEqual([
      "OpenShell",
      "FindSessionLog",
      "WriteSessionLog",
    ]);
    expect(endpointsOf(app)).toContain("ssmmessages");
  });
});

describe("a container", () => {
  test("has a health check and limits of its own where they are given", () => {
    const app = appWith({
      containerHealthCheck: { command: ["CMD", "node", "healthcheck.js"] },
      ulimits: { nofile: { softLimit: 8192, hardLimit: 65536 } },
    });
    expect(containersOf(app)[0]).toMatchObject({
      healthCheck: {
        command: ["CMD", "node", "healthcheck.js"],
        interval: 30,
        timeout: 5,
        retries: 3,
        startPeriod: 10,
      },
      ulimits: [{ name: "nofile", softLimit: 8192, hardLimit: 65536 }],
    });
  });

  test.each([
    ["adot", "adot-collector", { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://localhost:4318" }],
    ["x-ray", "xray-daemon", { name: "AWS_XRAY_DAEMON_ADDRESS", value: "127.0.0.1:2000" }],
  ])(
    "finds the %s collector beside it, which may send traces and without which it lives on",
    (collector, name, found) => {
      const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/collector:1.2.3" };
      const app = appWith({ tracing: { collector, image } });
      const [first, sidecar] = containersOf(app);
      expect(first?.["environment"]).toContainEqual(found);
      expect(sidecar).toMatchObject({ name, image: image.uri, essential: false, memory: 128 });
      expect(statementsOf(app, "app_task-policy").map(({ Sid }) => Sid)).toEqual(["SendTraces"]);
      expect(statementsOf(app, "app_execution-policy")).toContainEqual(
        expect.objectContaining({
          Sid: "PullImage",
          Resource: "arn:aws:ecr:us-west-2:111111111111:repository/collector",
        }),
      );
    },
  );
});

describe("scaling", () => {
  test("follows requests a target, counted behind the load balancer", () => {
    const app = appWith({ scaling: { min: 1, max: 4, requestsPerTarget: 600 } });
    expect(app.resources(PRODUCER, "aws_appautoscaling_policy")["app_scaling_requests"]).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        target_value: 600,
        predefined_metric_specification: {
          predefined_metric_type: "ALBRequestCountPerTarget",
          resource_label: "${aws_lb.alb.arn_suffix}/${aws_lb_target_group.alb_app.arn_suffix}",
        },
      },
    });
  });

  test("changes its bounds by the clock, which an apply leaves as they are", () => {
    const app = appWith({
      scaling: {
        min: 2,
        max: 8,
        scheduledActions: { night: { schedule: "cron(0 20 ? * * *)", timezone: "Europe/Berlin", min: 0, max: 1 } },
      },
    });
    expect(app.resources(PRODUCER, "aws_appautoscaling_scheduled_action")["app_scaling_at-night"]).toMatchObject({
      schedule: "cron(0 20 ? * * *)",
      timezone: "Europe/Berlin",
      scalable_target_action: { min_capacity: "0", max_capacity: "1" },
    });
    expect(app.resources(PRODUCER, "aws_appautoscaling_target")["app_scaling"]).toMatchObject({
      lifecycle: { ignore_changes: ["min_capacity", "max_capacity"] },
    });
  });

  test.each([
    [{ spotPercent: 0, base: 0 }, [{ capacity_provider: "FARGATE", weight: 1 }]],
    [
      { spotPercent: 75, base: 2 },
      [
        { capacity_provider: "FARGATE", base: 2, weight: 1 },
        { capacity_provider: "FARGATE_SPOT", weight: 3 },
      ],
    ],
    [
      { spotPercent: 100, base: 1 },
      [
        { capacity_provider: "FARGATE", base: 1, weight: 0 },
        { capacity_provider: "FARGATE_SPOT", weight: 1 },
      ],
    ],
  ])("spreads tasks over Fargate and Spot as %j says", (capacity, strategy) => {
    expect(appWith({ capacity }).resources(PRODUCER, "aws_ecs_service")["app"]?.["capacity_provider_strategy"]).toEqual(
      strategy,
    );
  });
});

describe("a service is refused for", () => {
  function refused(settings: object, environment: object = {}) {
    return problemLines(configOf({ app: service("/a", settings) }, environment));
  }

  test.each([
    [
      "a secret that is no ARN, which is not repeated",
      refused({ secrets: { PASSWORD: "hunter2" } }),
      'services.app.secrets.PASSWORD: got something other than the ARN of a secret; give "arn:aws:secretsmanager:<region>:<account>:secret:<name>" or "arn:aws:ssm:<region>:<account>:parameter/<name>", and keep the value there',
    ],
    [
      "a secret that is a plain variable too",
      refused({ secrets: { A: SECRET }, environment: { A: "1" } }),
      "services.app.secrets.A: is in environment too, and ECS allows a name once; remove it from one of them",
    ],
    [
      "an action that does not exist",
      refused({ taskPolicy: [{ Action: "read", Resource: "*" }] }),
      'services.app.taskPolicy[0].Action: got "read"; give an action like "s3:GetObject"',
    ],
    [
      "a health check without its form",
      refused({ containerHealthCheck: { command: ["node", "healthcheck.js"] } }),
      'services.app.containerHealthCheck.command: got ["node","healthcheck.js"]; give ["CMD", "<program>", "<argument>", …] or ["CMD-SHELL", "<line>"]',
    ],
    [
      "a soft limit over the hard one",
      refused({ ulimits: { nofile: { softLimit: 9000, hardLimit: 8000 } } }),
      'services.app.ulimits.nofile: got {"softLimit":9000,"hardLimit":8000}; give a softLimit of at most hardLimit',
    ],
    [
      "a collector that takes more than half of the memory",
      refused({ tracing: { image: { uri: "r.example.com/c:1" }, memoryMiB: 300 } }),
      "services.app.tracing.memoryMiB: got 300 of the task's 512 MiB; give at most half, or the service more memory",
    ],
    [
      "a min over max at night",
      refused({
        scaling: { min: 1, max: 4, scheduledActions: { night: { schedule: "rate(1 day)", min: 3, max: 2 } } },
      }),
      "services.app.scaling.scheduledActions.night.min: got 3, more than max 2; give a min of at most max",
    ],
    [
      "a schedule that AWS does not take",
      refused({ scaling: { min: 1, max: 4, scheduledActions: { night: { schedule: "0 20 * * *", min: 0 } } } }),
      'services.app.scaling.scheduledActions.night.schedule: got "0 20 * * *"; give "cron(<minutes> <hours> <day of month> <month> <day of week> <year>)", "rate(<number> <unit>)" or "at(<yyyy-mm-ddThh:mm:ss>)"',
    ],
    [
      "an unknown time zone",
      refused({
        scaling: {
          min: 1,
          max: 4,
          scheduledActions: { n: { schedule: "rate(1 day)", min: 0, timezone: "Mars/Base" } },
        },
      }),
      'services.app.scaling.scheduledActions.n.timezone: got "Mars/Base"; give an IANA time zone, like "Europe/Berlin"',
    ],
    [
      "requests a target where nobody counts them",
      refused({ integration: "cloud-map", scaling: { min: 1, max: 4, requestsPerTarget: 100 } }),
      'services.app.scaling.requestsPerTarget: got 100 with integration "cloud-map", but only an application load balancer counts requests; leave it out, or set integration to "alb"',
    ],
    [
      "Spot alone where protect is on",
      refused({ capacity: { spotPercent: 100 } }, { protect: true }),
      "services.app.capacity.base: got 0 with spotPercent 100 and protect: AWS may interrupt every task at once; give a base of at least 1, or less than 100",
    ],
  ])("%s", (_what, problems, expected) => {
    expect(problems).toEqual([expected]);
  });
});
