import { describeWith, useDeployment } from "@private-http-api/test-support";
import { appliedTogether, physicalIds } from "../lifecycle/apply-together";
import { LifecycleMatrix } from "../lifecycle/matrix";
import { cellsOf, pageRows } from "../lifecycle/page";
import { SAMPLES } from "../lifecycle/samples";
import { ACCOUNT, DEPLOYED, ENVIRONMENT, REGION } from "../lifecycle/settings";

const stacks = [`${ENVIRONMENT}-fargate-vpc-link`, `${ENVIRONMENT}-http-api`];

for (const { what, config, settings } of SAMPLES) {
  describeWith(["terraform", "emulator"], `settings that change on a running environment: ${what}`, () => {
    const deployment = useDeployment({
      account: ACCOUNT,
      region: REGION,
      config,
      prepare: async ({ project }) => {
        await project.cdktf("deploy", `${ENVIRONMENT}-*`);
      },
    });

    test("are planned as docs/lifecycle.md says; `npm run docs:lifecycle` writes it", async () => {
      const names = new Set(settings.map(({ name }) => name));
      const rows = await new LifecycleMatrix(deployment().project, config).rows(settings);
      expect(rows.map(cellsOf)).toEqual(pageRows().filter(([name]) => names.has(name ?? "")));
    });

    if (config !== DEPLOYED) return;
    test("change in place where it says so: what runs stays what it is, and nothing is left to do", async () => {
      const { project } = deployment();
      const before = await physicalIds(project, stacks);
      project.configure(appliedTogether());
      await project.cdktf("deploy", `${ENVIRONMENT}-*`);
      expect(await project.unsettled(stacks)).toEqual({});
      expect(await physicalIds(project, stacks)).toEqual(before);
    });
  });
}
