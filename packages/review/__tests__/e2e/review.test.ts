import { ask } from "@private-http-api/emulator";
import {
  describeWith,
  progress,
  service,
  type TerraformProject,
  useDeployment,
  withLock,
} from "@private-http-api/test-support";
import { ReviewCommand } from "../support/review-command";

const account = "666666666666";
const region = "eu-west-1";
/** The Region's ECR: what tasks pull from without a way to the internet. */
const registry = `${account}.dkr.ecr.${region}.amazonaws.com`;
const producer = "e2e-fargate-vpc-link";
const consumer = "e2e-http-api";

/** Over Cloud Map alone: a load balancer takes a minute to create. */
const settings = { integration: "cloud-map", image: { uri: `${registry}/team/app:1.0.0` } };
const one = { orders: service("/api/orders", settings) };
const two = { ...one, returns: service("/api/returns", settings) };

function config(services: object) {
  return {
    name: "shop",
    services,
    environments: {
      e2e: { account, region, state: "local", network: { egress: "none" }, traffic: { requests: 7_000_000 } },
    },
  };
}

describeWith(["terraform", "emulator"], "npm run review, of an environment as it comes, changes and drifts", () => {
  const deployment = useDeployment({ account, region, config: config(one) });
  let project: TerraformProject;
  let review: ReviewCommand;

  beforeAll(() => {
    project = deployment().project;
    review = new ReviewCommand(project, "e2e");
  });

  test("before the first deploy both stacks are planned, the API against the producer's planned outputs", async () => {
    const { exitCode, verdict, danger, traffic, cost, drift } = await review.json();
    expect(exitCode).toBe(3);
    expect(verdict.stacks).toMatchObject([
      { stack: producer, update: 0, replace: 0, destroy: 0, notes: [] },
      {
        stack: consumer,
        update: 0,
        replace: 0,
        destroy: 0,
        notes: [`planned against the planned outputs of ${producer}`],
      },
    ]);
    expect(traffic.map(({ change, kind, subject }) => [change, kind, subject])).toEqual(
      expect.arrayContaining([
        ["+", "route", "api ANY /api/orders"],
        ["+", "route", "api ANY /api/orders/{proxy+}"],
        ["+", "service", "orders"],
      ]),
    );
    expect([danger, drift]).toEqual([[], []]);
    expect(cost.assumptions.requests).toBe(7_000_000);
    expect(cost.lines).toContainEqual(
      expect.objectContaining({ stack: consumer, how: "7,000,000 requests", after: 7 }),
    );
  });

  test("after the deploy there is no change", async () => {
    await project.cdktf("deploy", "e2e-*");
    const { exitCode, stdout } = await review.run();
    expect(stdout).toContain("No change.");
    expect(exitCode).toBe(0);
  });

  test("another service is routes, a service and access, which needs approval, and no danger", async () => {
    project.configure(config(two));
    const { exitCode, verdict, danger, iam, traffic, drift } = await review.json();
    expect(exitCode).toBe(3);
    expect(verdict).toMatchObject({ changes: true, broadens: true, needsApproval: true });
    expect(verdict.stacks.map(({ replace, destroy }) => replace + destroy)).toEqual([0, 0]);
    expect([danger, drift]).toEqual([[], []]);
    expect(new Set(traffic.map(({ change, kind, subject }) => `${change} ${kind} ${subject}`))).toEqual(
      new Set(["+ route api ANY /api/returns", "+ route api ANY /api/returns/{proxy+}", "+ service returns"]),
    );
    expect(iam.filter(({ change, owner }) => change !== "+" || !owner.includes("returns"))).toEqual([]);
  });

  test("what was changed with the AWS API is drift", async () => {
    project.configure(config(one));
    const surroundings = { env: project.env, progress };
    const [clusters] = (await ask([{ service: "ecs", operation: "list_clusters" }], surroundings)) as [
      { clusterArns: readonly string[] },
    ];
    const [services] = (await ask(
      [{ service: "ecs", operation: "list_services", parameters: { cluster: clusters.clusterArns[0] } }],
      surroundings,
    )) as [{ serviceArns: readonly string[] }];
    function change(desiredCount: number) {
      return ask(
        [
          {
            service: "ecs",
            operation: "update_service",
            parameters: { cluster: clusters.clusterArns[0], service: services.serviceArns[0], desiredCount },
          },
        ],
        surroundings,
      );
    }
    await change(5);
    const { exitCode, stdout } = await review.run();
    expect(stdout).toContain("Drift: changed outside Terraform");
    expect(stdout).toMatch(/aws_ecs_service\.orders[^\n]*desired_count[^\n]*2[^\n]*5/);
    expect(exitCode).toBe(2);
    await change(2);
  });

  test("a locked state is one line that says who holds it", async () => {
    const { exitCode, stdout, stderr } = await withLock(project, producer, () => review.run());
    const said = stderr
      .trim()
      .split("\n")
      .filter((line) => !line.endsWith(": planning") && !line.startsWith("warning: "));
    expect(said).toEqual([expect.stringMatching(/^e2e-fargate-vpc-link: the state is locked by .+OperationTypeApply/)]);
    expect([exitCode, stdout]).toEqual([1, ""]);
  });

  test("missing credentials are one line", async () => {
    const none = {
      AWS_ACCESS_KEY_ID: "",
      AWS_SECRET_ACCESS_KEY: "",
      AWS_EC2_METADATA_DISABLED: "true",
      HOME: review.temporary,
    };
    const { exitCode, stdout, stderr } = await review.run([], none);
    expect(stderr.trim().split("\n").at(-1)).toMatch(/^e2e-fargate-vpc-link: no AWS credentials; sign in/);
    expect([exitCode, stdout]).toEqual([1, ""]);
  });
});
