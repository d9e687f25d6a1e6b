import { configOf, service, SynthesizedApp } from "@private-http-api/test-support";

const PRODUCER = "dev-fargate-vpc-link";

/** Memoized: several tests look at one change. */
const apps = new Map<string, SynthesizedApp>();

function appOf(settings: object, path = "/api/app"): SynthesizedApp {
  const key = JSON.stringify([settings, path]);
  const made =
    apps.get(key) ?? new SynthesizedApp(configOf({ app: service(path, settings), other: service("/other") }));
  apps.set(key, made);
  return made;
}

function serviceIn(app: SynthesizedApp) {
  return app.resources(PRODUCER, "aws_ecs_service").app as {
    readonly load_balancer?: readonly { readonly target_group_arn: string }[];
    readonly deployment_maximum_percent: number;
    readonly health_check_grace_period_seconds?: number;
    readonly depends_on: readonly string[];
  };
}

function targetGroupsOf(app: SynthesizedApp): readonly string[] {
  return (serviceIn(app).load_balancer ?? []).map(({ target_group_arn: arn }) => arn);
}

const ALB = "${aws_lb_target_group.alb_app.arn}";
const NLB = "${aws_lb_target_group.nlb_app.arn}";

test.each<[string, object, readonly string[], number]>([
  ["alb to nlb", { integration: "nlb", previousEntry: { integration: "alb" } }, [NLB, ALB], 200],
  ["nlb to alb", { previousEntry: { integration: "nlb" } }, [ALB, NLB], 200],
  ["alb to cloud-map", { integration: "cloud-map", previousEntry: { integration: "alb" } }, [ALB], 150],
  ["cloud-map to alb", { previousEntry: { integration: "cloud-map" } }, [ALB], 150],
  ["cloud-map to nlb", { integration: "nlb", previousEntry: { integration: "cloud-map" } }, [NLB], 150],
  ["one rule to another", { previousEntry: { path: "/old" } }, [ALB], 200],
])("from %s tasks are where they were and where they will be", (_what, settings, groups, percent) => {
  const app = appOf(settings);
  expect(targetGroupsOf(app)).toEqual(groups);
  expect(serviceIn(app).deployment_maximum_percent).toBe(percent);
});

// ECS refuses it in the update that gives a service its first load balancer (CloudFormation coverage roadmap issue 1313).
test.each<[string, object, number | undefined]>([
  ["cloud-map to alb", { previousEntry: { integration: "cloud-map" } }, undefined],
  ["cloud-map to nlb", { integration: "nlb", previousEntry: { integration: "cloud-map" } }, undefined],
  ["nlb to alb", { previousEntry: { integration: "nlb" }, healthCheckGracePeriodSeconds: 90 }, 90],
  ["alb to cloud-map", { integration: "cloud-map", previousEntry: { integration: "alb" } }, 60],
  ["one rule to another", { previousEntry: { path: "/old" } }, 60],
])(
  "from %s the grace period waits for the next deploy where there was no load balancer",
  (_what, settings, seconds) => {
    expect(serviceIn(appOf(settings)).health_check_grace_period_seconds).toBe(seconds);
  },
);

/** Addresses of the producer's resources, and what each is, without the times that depend on the entry. */
function kept(before: SynthesizedApp, during: SynthesizedApp): readonly string[] {
  const types = ["aws_lb", "aws_lb_listener", "aws_lb_listener_rule", "aws_lb_target_group"];
  const rules = ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"];
  return [...types, ...rules].flatMap((type) =>
    Object.entries(before.resources(PRODUCER, type))
      .filter(([name, one]) => JSON.stringify(during.resources(PRODUCER, type)[name]) !== JSON.stringify(one))
      .map(([name]) => `${type}.${name}`),
  );
}

test.each<[string, object, object]>([
  ["alb to nlb", {}, { integration: "nlb", previousEntry: { integration: "alb" } }],
  ["nlb to alb", { integration: "nlb" }, { previousEntry: { integration: "nlb" } }],
  [
    "cloud-map to nlb",
    { integration: "cloud-map" },
    { integration: "nlb", previousEntry: { integration: "cloud-map" } },
  ],
])("from %s nothing that leads to the tasks changes or goes", (_what, before, during) => {
  expect(kept(appOf(before), appOf(during))).toEqual([]);
});

test("nothing of it is left once it is taken away", () => {
  const during = appOf({ integration: "nlb", previousEntry: { integration: "alb" } });
  const gone = during
    .addresses(PRODUCER)
    .filter((address) => !appOf({ integration: "nlb" }).addresses(PRODUCER).includes(address));
  expect(gone).toEqual([
    "aws_lb_listener_rule.alb_app",
    "aws_lb_target_group.alb_app",
    "aws_vpc_security_group_egress_rule.alb_to-app",
    "aws_vpc_security_group_ingress_rule.app_from-alb",
  ]);
});

describe("a rule that changes", () => {
  const rules = appOf({ previousEntry: { path: "/old" } }).resources(PRODUCER, "aws_lb_listener_rule");

  test("waits for the one that takes its requests over", () => {
    expect(rules.alb_app?.depends_on).toEqual(["aws_lb_listener_rule.alb_app_previous"]);
    expect(rules.alb_app?.condition).toEqual([{ path_pattern: { values: ["/api/app", "/api/app/*"] } }]);
  });

  test("leads with the other to the same tasks", () => {
    expect(rules.alb_app_previous?.condition).toEqual([{ path_pattern: { values: ["/old", "/old/*"] } }]);
    expect(rules.alb_app_previous?.action).toEqual(rules.alb_app?.action);
    expect(rules.alb_app_previous?.priority).not.toBe(rules.alb_app?.priority);
  });
});
