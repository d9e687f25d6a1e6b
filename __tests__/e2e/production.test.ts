import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startLocalCloud, type LocalCloud } from "../../emulator/local-cloud";
import { ask } from "../../emulator/moto/ask";
import { FULL_ACCOUNT, fullConfig } from "../support/full-config";
import { Aws } from "../support/terraform-aws";
import { inventory } from "../support/terraform-inventory";
import { describeWith } from "../support/terraform-needs";
import { TerraformProject } from "../support/terraform-project";

jest.setTimeout(400_000);

const stacks = ["state-prod", "prod-fargate-vpc-link", "prod-http-api"];

describeWith(["terraform", "emulator"], "a production environment with everything in it", () => {
  let folder: string;
  let cloud: LocalCloud;
  let project: TerraformProject;
  let aws: Aws;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cloud-"));
    const progress = (line: string) => process.stderr.write(`${line}\n`);
    cloud = await startLocalCloud({
      folder,
      account: FULL_ACCOUNT,
      region: "us-west-2",
      images: false,
      lifetime: "parent",
      env: process.env,
      progress,
    });
    // The bucket's minute would show nothing that the other tests do not.
    project = new TerraformProject(cloud, fullConfig({ state: "local" }));
    aws = new Aws(project.env);
  }, 300_000);

  afterAll(async () => {
    await cloud.stop();
    project.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test("deploys in two steps, is valid, and a second plan has nothing to do", async () => {
    await project.cdktf("deploy", "state-prod");
    await project.cdktf("deploy", "prod-*");
    for (const stack of stacks) {
      expect((await project.terraform(stack, "validate", "-no-color")).stdout).toContain("The configuration is valid");
      expect(await project.planExitCode(stack)).toBe(0);
    }
  });

  test("has a dashboard that AWS takes, with every alarm on it", async () => {
    const [answer] = await ask(
      [{ service: "cloudwatch", operation: "get_dashboard", parameters: { DashboardName: "shop-prod" } }],
      { env: project.env, progress: () => undefined },
    );
    const { widgets } = JSON.parse((answer as { DashboardBody: string }).DashboardBody) as {
      widgets: { properties: { alarms?: string[] } }[];
    };
    const alarms = await aws.list<{ AlarmArn: string }>("cloudwatch", "describe_alarms", "MetricAlarms", {
      AlarmNamePrefix: "shop-prod/",
    });
    expect([...(widgets[0]?.properties.alarms ?? [])].sort()).toEqual(alarms.map(({ AlarmArn }) => AlarmArn).sort());
    expect(JSON.stringify(widgets)).toMatch(/LoadBalancer=\\"app\/shop-prod\/\w+\\"/);
  });

  test("refuses to be destroyed while it is protected", async () => {
    await expect(project.cdktf("destroy", "state-prod")).rejects.toThrow("ended with exit code 1");
    // cdktf may end before it has shown all that Terraform said, so Terraform itself is asked why.
    const { exitCode, stderr } = await project.terraform("state-prod", "plan", "-destroy", "-input=false", "-no-color");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("prevent_destroy")]);
    const balancers = await aws.list<{ LoadBalancerArn: string }>("elbv2", "describe_load_balancers", "LoadBalancers");
    for (const { LoadBalancerArn } of balancers) {
      const attributes = await aws.list("elbv2", "describe_load_balancer_attributes", "Attributes", {
        LoadBalancerArn,
      });
      expect(attributes).toContainEqual({ Key: "deletion_protection.enabled", Value: "true" });
    }
    expect(balancers).toHaveLength(2);
  });

  test("is gone without a trace once it is not", async () => {
    project.configure(fullConfig({ state: "local", protect: false }));
    await project.cdktf("deploy", "prod-*");
    await project.cdktf("destroy", "prod-*");
    await project.cdktf("destroy", "state-prod");
    expect(await inventory(project.env)).toEqual({});
  });
});
