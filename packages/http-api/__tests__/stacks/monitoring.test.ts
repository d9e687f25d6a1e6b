import { problemLines } from "../support/problem-lines";
import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";

const PRODUCER = "dev-fargate-vpc-link";
const API = "dev-http-api";
const ALARM = "aws_cloudwatch_metric_alarm";

const services = {
  orders: service("/o"),
  stock: service("/s", { integration: "nlb" }),
  users: service("/u", { integration: "cloud-map" }),
};
const email = ["team@example.com"];

describe("alarms", () => {
  const app = new SynthesizedApp(configOf(services, { alarms: { email, cpuPercent: 80, apiErrorPercent: 1 } }));
  const alarms = { ...app.resources(PRODUCER, ALARM), ...app.resources(API, ALARM) };

  test("watch the way of a request, each part where it is made", () => {
    expect(Object.keys(app.resources(API, ALARM)).sort()).toEqual(["api_errors", "api_latency", "api_vpc-link"]);
    expect(Object.keys(app.resources(PRODUCER, ALARM)).sort()).toEqual([
      "alb_errors",
      "alb_rejected",
      "nat_ports-a",
      "nlb_rejected",
      "orders_cpu",
      "orders_errors",
      "orders_memory",
      "orders_tasks",
      "orders_unhealthy",
      "stock_cpu",
      "stock_memory",
      "stock_tasks",
      "stock_unhealthy",
      "users_cpu",
      "users_memory",
      "users_tasks",
    ]);
  });

  test("say what to do, and tell the topic when they go off and when they are over", () => {
    for (const alarm of Object.values(alarms)) {
      expect(alarm["alarm_description"]).toMatch(/\. .+docs\/operations\.md, ".+"\.$/);
      expect(alarm["alarm_actions"]).toEqual([expect.stringContaining("topic")]);
      expect(alarm["ok_actions"]).toEqual(alarm["alarm_actions"]);
      expect(alarm["treat_missing_data"]).toBe("notBreaching");
    }
  });

  test("go off where the config says", () => {
    expect(alarms["orders_cpu"]).toMatchObject({ threshold: 80 });
    expect(alarms["api_errors"]).toMatchObject({ threshold: 1 });
    expect(alarms["orders_memory"]).toMatchObject({ threshold: 90 });
  });

  test("count calls that got no answer through the VPC link, from the access log", () => {
    const [filter] = Object.values(app.resources(API, "aws_cloudwatch_log_metric_filter"));
    expect(filter).toMatchObject({
      log_group_name: "${aws_cloudwatch_log_group.stage_access-log.name}",
      metric_transformation: { name: "VpcLinkErrors", namespace: "shop-dev" },
    });
  });

  test("stop a rollout and take it back: the load balancer's, or where there is none the one on tasks", () => {
    function alarmsOf(name: string) {
      return app.resources(PRODUCER, "aws_ecs_service")[name]?.["alarms"];
    }
    expect(alarmsOf("orders")).toEqual({
      alarm_names: [`\${${ALARM}.orders_unhealthy.alarm_name}`, `\${${ALARM}.orders_errors.alarm_name}`],
      enable: true,
      rollback: true,
    });
    expect(alarmsOf("stock")).toMatchObject({ alarm_names: [`\${${ALARM}.stock_unhealthy.alarm_name}`] });
    expect(alarmsOf("users")).toMatchObject({ alarm_names: [`\${${ALARM}.users_tasks.alarm_name}`] });
  });
});

describe("certificates", () => {
  const arn = "arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-55555555555";
  const domain = {
    name: "api.example.com",
    certificateArn: `${arn}1`,
    ownershipCertificateArn: `${arn}2`,
    mutualTls: { truststoreUri: "s3://shop-trust/clients.pem" },
  };
  const internalTls = { certificateArn: `${arn}3`, serverName: "internal.example.com" };
  const app = new SynthesizedApp(configOf({ app: service("/a") }, { api: { domain }, internalTls, alarms: { email } }));

  test("that the config names have an alarm each, beside what uses them and in the certificate's Region", () => {
    function watched(id: string) {
      return Object.entries(app.resources(id, ALARM)).flatMap(([key, { alarm_name: name, metric_query: queries }]) => {
        const [query] = queries as { metric?: { namespace: string; dimensions: { CertificateArn?: string } } }[];
        return query?.metric?.namespace === "AWS/CertificateManager" ? [[key, name, query.metric.dimensions]] : [];
      });
    }
    expect([...watched(PRODUCER), ...watched(API)]).toEqual([
      ["internal-tls", "shop-dev/internal-tls/certificate", { CertificateArn: `${arn}3` }],
      ["domain_expiry", "shop-dev/domain/certificate", { CertificateArn: `${arn}1` }],
      ["domain_ownership-expiry", "shop-dev/domain-ownership/certificate", { CertificateArn: `${arn}2` }],
    ]);
  });

  test("go off a month before they end, tell the topic, and do not calm down when the metric ends with them", () => {
    const alarm = app.resources(API, ALARM)["domain_expiry"];
    expect(alarm).toMatchObject({
      comparison_operator: "LessThanOrEqualToThreshold",
      threshold: 30,
      evaluation_periods: 1,
      treat_missing_data: "ignore",
      metric_query: [{ metric: { metric_name: "DaysToExpiry", period: 86_400, stat: "Minimum" } }],
    });
    expect(alarm?.["alarm_actions"]).toEqual(app.resources(API, ALARM)["api_errors"]?.["alarm_actions"]);
  });

  test("that are requested have one too", () => {
    const hostedZone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" };
    const requested = new SynthesizedApp(
      configOf({ app: service("/a") }, { api: { domain: { name: "api.example.com", hostedZone } } }),
    );
    expect(JSON.stringify(requested.resources(API, ALARM)["domain_expiry"])).toContain(
      "${aws_acm_certificate_validation.domain_validated.certificate_arn}",
    );
  });
});

describe("the topic", () => {
  function topicOf(environment: object) {
    return new SynthesizedApp(configOf({ app: service("/a") }, environment)).resources(PRODUCER, "aws_sns_topic")[
      "alarms"
    ];
  }

  test("is not there while nobody is told; alarms stand on the dashboard all the same", () => {
    const app = new SynthesizedApp(configOf({ app: service("/a") }));
    expect(app.resources(PRODUCER, "aws_sns_topic")).toEqual({});
    expect(Object.values(app.resources(PRODUCER, ALARM))[0]).not.toHaveProperty("alarm_actions");
  });

  test("is encrypted with a key that CloudWatch can use: its own, or the environment's", () => {
    expect(topicOf({ alarms: { email } })).toMatchObject({ kms_master_key_id: "${aws_kms_key.alarms_key.arn}" });
    expect(topicOf({ alarms: { email }, encryption: "customer-key" })).toMatchObject({
      kms_master_key_id: "${data.aws_kms_alias.key.target_key_arn}",
    });
  });

  test("tells every address once, under an id that no other address can have", () => {
    function subscriptions(...addresses: string[]) {
      return new SynthesizedApp(configOf({ app: service("/a") }, { alarms: { email: addresses } })).resources(
        PRODUCER,
        "aws_sns_topic_subscription",
      );
    }
    const alike = ["ops+dev@b.co", "ops-dev@b.co", "Ops-Dev@b.co", "ops@dev.b.co", "ops@dev-b.co", "ops.dev@b.co"];
    const made = subscriptions(...alike, ...alike);
    expect(
      Object.values(made)
        .map(({ endpoint }) => endpoint)
        .sort(),
    ).toEqual([...alike].sort());
    for (const [id, { endpoint }] of Object.entries(made)) {
      expect(Object.keys(subscriptions(endpoint as string))).toEqual([id]);
    }
    expect(Object.keys(subscriptions("team.lead@example.com"))).toEqual(["alarms_to-team-lead-example-com"]);
  });

  test("takes what CloudWatch publishes for these alarms, and nothing else", () => {
    const app = new SynthesizedApp(configOf({ app: service("/a") }, { alarms: { email } }));
    const policy = app.resources(PRODUCER, "aws_sns_topic_policy")["alarms_policy"]?.["policy"] as string;
    expect((JSON.parse(policy) as { Statement: unknown }).Statement).toEqual([
      {
        Sid: "PublishAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: "${aws_sns_topic.alarms.arn}",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-west-2:111111111111:alarm:shop-dev/*" },
        },
      },
    ]);
  });
});

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly title?: string; readonly markdown?: string; readonly alarms?: readonly string[] };
}

describe("the dashboard", () => {
  const app = new SynthesizedApp(configOf(services));
  const body = app.resources(API, "aws_cloudwatch_dashboard")["dashboard"]?.["dashboard_body"] as string;
  const { widgets } = JSON.parse(body) as { widgets: readonly Widget[] };

  test("reads from the front door to the task", () => {
    expect(widgets.flatMap(({ properties }) => properties.markdown ?? [])).toEqual([
      "## Front door: the API",
      "## Application load balancer",
      "## Network load balancer",
      "## Services",
    ]);
  });

  test("shows the state of every alarm of both stacks", () => {
    const shown = widgets[0]?.properties.alarms ?? [];
    const named = [PRODUCER, API]
      .flatMap((id) => Object.values(app.resources(id, ALARM)))
      .map(({ alarm_name: name }) => `arn:aws:cloudwatch:us-west-2:111111111111:alarm:${String(name)}`);
    expect([...shown].sort()).toEqual(named.sort());
  });

  test("shows them all when there are more than one widget takes", () => {
    const many = Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [`app-${String(index)}`, service(`/api/app-${String(index)}`)]),
    );
    const large = new SynthesizedApp(configOf(many));
    const made = large.resources(API, "aws_cloudwatch_dashboard")["dashboard"]?.["dashboard_body"] as string;
    const shown = (JSON.parse(made) as { widgets: readonly Widget[] }).widgets.filter(({ type }) => type === "alarm");
    expect(shown.map(({ properties }) => properties.alarms?.length)).toEqual([100, 31]);
    expect(shown[1]?.y).toBe(shown[0]?.height);
  });

  test("lays nothing over anything else, and nothing outside of its 24 columns", () => {
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from(
        { length: width * height },
        (_, i) => `${String(x + (i % width))},${String(y + Math.floor(i / width))}`,
      ),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
  });

  test("takes the load balancers' names from the listeners that the API has anyway", () => {
    expect(Object.keys(app.json(PRODUCER).output ?? {}).filter((name) => name.includes("suffix"))).toEqual([]);
    expect(body).toContain('LoadBalancer=\\"${local.alb-name}\\"');
  });
});

describe("the load balancer's logs", () => {
  test("go to a private bucket that only load balancers of the account write to, until they are old", () => {
    const app = new SynthesizedApp(configOf({ app: service("/a") }, { logRetentionDays: 30, protect: true }));
    const bucket = "${aws_s3_bucket.alb-logs.id}";
    expect(app.resources(PRODUCER, "aws_lb")["alb"]).toMatchObject({
      access_logs: { bucket, prefix: "access", enabled: true },
      connection_logs: { bucket, prefix: "connections", enabled: true },
      depends_on: ["aws_s3_bucket_policy.alb-logs_policy"],
    });
    expect(app.resources(PRODUCER, "aws_s3_bucket")["alb-logs"]).toMatchObject({
      bucket_prefix: "shop-dev-alb-logs-",
      force_destroy: false,
    });
    expect(app.resources(PRODUCER, "aws_s3_bucket_lifecycle_configuration")["alb-logs_expiry"]).toMatchObject({
      rule: [{ status: "Enabled", expiration: [{ days: 30 }] }],
    });
    const policy = app.resources(PRODUCER, "aws_s3_bucket_policy")["alb-logs_policy"]?.["policy"] as string;
    expect(JSON.parse(policy)).toMatchObject({
      Statement: [
        { Sid: "TlsOnly", Effect: "Deny" },
        {
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Condition: {
            ArnLike: { "aws:SourceArn": "arn:aws:elasticloadbalancing:us-west-2:111111111111:loadbalancer/*" },
          },
        },
      ],
    });
  });

  test("can be left out", () => {
    const app = new SynthesizedApp(configOf({ app: service("/a") }, { loadBalancer: { logs: false } }));
    expect(app.resources(PRODUCER, "aws_s3_bucket")).toEqual({});
    expect(app.resources(PRODUCER, "aws_lb")["alb"]).not.toHaveProperty("access_logs");
  });
});

describe("alarms are refused with", () => {
  function refused(alarms: object) {
    return problemLines(configOf({ app: service("/a") }, { alarms }));
  }

  test.each([
    ["a share over 100", { apiErrorPercent: 120 }, "apiErrorPercent: got 120; give at most 100"],
    ["a share of nothing", { serviceErrorPercent: 0 }, "serviceErrorPercent: got 0; give at least 0.1"],
    [
      "a latency that the gateway never reaches",
      { apiLatencyMilliseconds: 40_000 },
      "apiLatencyMilliseconds: got 40000; give at most 30000",
    ],
    ["an invalid address", { email: ["team"] }, 'email[0]: got "team"; give an address like "team@example.com"'],
  ])("%s", (_what, alarms, problem) => {
    expect(refused(alarms)).toEqual([`environments.dev.alarms.${problem}`]);
  });
});
