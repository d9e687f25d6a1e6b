import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describeWith, type TerraformProject, useDeployment } from "@private-http-api/test-support";
import { LifecycleMatrix } from "../lifecycle/matrix";
import { cellsOf, pageRows } from "../lifecycle/page";
import { ACCOUNT, DEPLOYED, ENVIRONMENT, image, REGION, SETTINGS } from "../lifecycle/settings";
import { ReviewCommand } from "../support/review-command";

/** One of each kind of docs/lifecycle.md; the nightly run plans all of them. */
const REPRESENTATIVE: ReadonlySet<string | undefined> = new Set([
  "services.path, with previousEntry",
  "services.image",
  "services.scaling, removed",
  "account",
  "traffic",
  "api.stage",
]);

const [deployed, producer] = [DEPLOYED.environments[ENVIRONMENT], "e2e-fargate-vpc-link"];
const { orders = {}, stock = {} } = DEPLOYED.services;
const read = { Action: "s3:GetObject", Resource: "arn:aws:s3:::orders-of-the-shop/*" };

/** What is deployed, and what is changed of it. */
function config(services: object = {}, environment: object = {}) {
  const environments = { [ENVIRONMENT]: { ...deployed, ...environment } };
  return { ...DEPLOYED, services: { ...DEPLOYED.services, ...services }, environments };
}

describeWith(["terraform", "emulator"], "npm run review, after each change that people make", () => {
  const deployment = useDeployment({
    account: ACCOUNT,
    region: REGION,
    config: DEPLOYED,
    prepare: async (made) => {
      await made.project.cdktf("deploy", "e2e-*");
    },
  });
  let project: TerraformProject;
  let review: ReviewCommand;

  beforeAll(() => {
    project = deployment().project;
    review = new ReviewCommand(project, "e2e");
  });

  async function after(changed: object) {
    project.configure(changed);
    const { exitCode, drift, ...said } = await review.json();
    expect(drift).toEqual([]);
    return { exitCode, ...said };
  }

  test("says what docs/lifecycle.md says of a setting of each kind", async () => {
    const settings = SETTINGS.filter(({ name }) => REPRESENTATIVE.has(name));
    const rows = await new LifecycleMatrix(project, DEPLOYED).rows(settings);
    expect(rows.map(cellsOf)).toEqual(pageRows().filter(([setting]) => REPRESENTATIVE.has(setting)));
    expect(new Set(rows.map(({ how }) => how)).size).toBe(6);
  });

  test("without one: nothing", async () => {
    const { exitCode, verdict, danger, iam, network, exposure, traffic, cost } = await after(config());
    expect([exitCode, danger, iam, network, exposure, traffic, cost.lines]).toEqual([0, [], [], [], [], [], []]);
    expect(verdict.changes).toBe(false);
  });

  test("a new image is a replaced task definition, and no access or danger", async () => {
    const newer = { uri: image.uri.replace("1.0.0", "1.1.0") };
    const changed = config({ stock: { ...stock, image: newer } });
    const { exitCode, verdict, danger, iam, network, traffic } = await after(changed);
    expect(traffic).toEqual([
      expect.objectContaining({
        change: "~",
        kind: "service",
        subject: "stock",
        attribute: "image",
        before: image.uri,
        after: newer.uri,
      }),
    ]);
    expect([exitCode, verdict.broadens, danger, iam, network]).toEqual([2, false, [], [], []]);
  });

  test("a removed service is danger, routes that go and less access", async () => {
    const { exitCode, verdict, danger, iam, traffic, cost } = await after(config({ stock: undefined }));
    expect([exitCode, verdict.broadens]).toEqual([4, false]);
    expect(danger).toContainEqual(
      expect.objectContaining({ address: "aws_ecs_service.stock", what: "destroyed", holds: "traffic" }),
    );
    expect(new Set(traffic.map(({ change, kind, subject }) => `${change} ${kind} ${subject}`))).toEqual(
      new Set(["- route api ANY /api/stock", "- route api ANY /api/stock/{proxy+}", "- service stock"]),
    );
    expect(iam.filter(({ change, owner }) => change !== "-" || !owner.includes("stock"))).toEqual([]);
    expect(cost.after).toBeLessThan(cost.before);
  });

  test("a wider security group names group, port and peer", async () => {
    const source = path.join(project.folder, "packages/http-api/src/constructs/security-group.ts");
    const text = readFileSync(source, "utf8");
    const at = text.indexOf("new VpcSecurityGroupIngressRule");
    const [before, ingress] = [text.slice(0, at), text.slice(at)];
    const widened = ingress.replace("referencedSecurityGroupId: peer.securityGroupId", 'cidrIpv4: "10.0.0.0/8"');
    expect(widened).not.toBe(ingress);
    writeFileSync(source, `${before}${widened}`);
    try {
      const { exitCode, verdict, network } = await after(config());
      expect([exitCode, verdict.needsApproval]).toEqual([2, false]);
      const rules = network.map(({ change, group, direction, ports, peer, broadens }) =>
        [change, group, direction, ports, peer, broadens ? "broader" : ""].join(" ").trim(),
      );
      expect(rules).toEqual(
        expect.arrayContaining(["- alb ingress 80 vpc-link", "+ alb ingress 80 10.0.0.0/8 broader"]),
      );
      expect(network.filter(({ direction }) => direction === "egress")).toEqual([]);
    } finally {
      writeFileSync(source, text);
    }
  });

  test("a broader IAM policy of one's own roles shows both statements, and is there to look at", async () => {
    const taskPolicy = [{ ...read, Action: ["s3:GetObject", "s3:PutObject"] }];
    const { exitCode, verdict, iam } = await after(config({ orders: { ...orders, taskPolicy } }));
    expect([exitCode, verdict.needsApproval]).toEqual([2, false]);
    expect(iam.map(({ change, kind, action, broadens }) => [change, kind, action, broadens])).toEqual(
      expect.arrayContaining([
        ["-", "inline", ["s3:GetObject"], false],
        ["+", "inline", ["s3:GetObject", "s3:PutObject"], true],
      ]),
    );
    expect(iam).toHaveLength(2);
  });

  test("another integration moves the routes", async () => {
    const moved = { ...orders, integration: "cloud-map" };
    const { exitCode, verdict, traffic } = await after(config({ orders: moved }));
    expect(exitCode).toBe(4);
    expect(verdict.stacks.map(({ notes }) => notes)).toContainEqual([
      `planned against the planned outputs of ${producer}`,
    ]);
    for (const route of ["api ANY /api/orders", "api ANY /api/orders/{proxy+}"]) {
      expect(traffic).toContainEqual(
        expect.objectContaining({
          change: "~",
          subject: route,
          before: "orders by ALB",
          after: "orders by Cloud Map",
        }),
      );
    }
  });

  test("endpoints in place of NAT close the way out, at their price", async () => {
    const { exitCode, danger, exposure, cost } = await after(config({}, { network: { egress: "endpoints" } }));
    expect(exitCode).toBe(4);
    expect(danger.map(({ address, what }) => `${what} ${address}`)).toContain(
      "destroyed aws_nat_gateway.network_nat_gateway-a",
    );
    expect(exposure).toContainEqual(
      expect.objectContaining({ change: "-", what: "route 0.0.0.0/0 to an internet gateway" }),
    );
    const changed = cost.lines.map(({ address }) => address.split(".")[0]);
    expect(changed).toEqual(expect.arrayContaining(["aws_vpc_endpoint", "aws_nat_gateway", "aws_eip"]));
  });

  test("a bucket that goes is data that goes", async () => {
    const { exitCode, danger } = await after(config({}, { loadBalancer: { logs: false } }));
    expect(exitCode).toBe(4);
    expect(danger).toContainEqual(
      expect.objectContaining({ stack: producer, address: "aws_s3_bucket.alb-logs", what: "destroyed", holds: "data" }),
    );
  });
});
