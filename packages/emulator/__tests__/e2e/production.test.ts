import { ask } from "../../src/moto/ask";
import {
  describeWith,
  FULL_ACCOUNT,
  fullConfig,
  inventory,
  unrecorded,
  useDeployment,
} from "@private-http-api/test-support";

const stacks = ["state-prod", "prod-fargate-vpc-link", "prod-http-api"];

describeWith(["terraform", "emulator"], "a production environment with everything in it", () => {
  // The bucket's minute would show nothing that the other tests do not.
  const config = fullConfig({ state: "local" });
  const deployment = useDeployment({ account: FULL_ACCOUNT, region: "us-west-2", config });

  test("deploys in two steps, is valid, and a second plan has nothing to do", async () => {
    const { project } = deployment();
    await project.cdktf("deploy", "state-prod");
    // That is deployed once, by a person; roles are for the rest.
    deployment().calls();
    await project.cdktf("deploy", "prod-*");
    expect(unrecorded(deployment().calls(), "apply")).toEqual([]);
    for (const stack of stacks) {
      expect((await project.terraform(stack, "validate", "-no-color")).stdout).toContain("The configuration is valid");
    }
    expect(await project.unsettled(stacks.slice(1))).toEqual({});
    expect(unrecorded(deployment().calls(), "plan")).toEqual([]);
    expect(await project.unsettled(["state-prod"])).toEqual({});
  });

  test("has a dashboard that AWS takes, with every alarm on it", async () => {
    const { project, aws } = deployment();
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
    const { project, aws } = deployment();
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
    const { project } = deployment();
    project.configure(fullConfig({ state: "local", protect: false }));
    await project.cdktf("deploy", "prod-*");
    deployment().calls();
    await project.cdktf("destroy", "prod-*");
    expect(unrecorded(deployment().calls(), "apply")).toEqual([]);
    await project.cdktf("destroy", "state-prod");
    expect(await inventory(project.env)).toEqual({});
  });
});
