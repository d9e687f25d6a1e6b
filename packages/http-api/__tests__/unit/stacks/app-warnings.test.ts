import { App, TerraformStack } from "cdktf";
import type { Config } from "../../../src/config/config";
import { addWarnings, warningsOf } from "../../../src/stacks/app-warnings";

test("a warning is on a stack of its environment; on the first stack where no environment has it alone", () => {
  const app = new App({ stackTraces: false });
  for (const id of ["dev-images", "prod-images", "prod-http-api"]) new TerraformStack(app, id);
  const config: Config = {
    name: "shop",
    environments: [],
    allocations: {},
    warnings: [
      { path: ["environments", "prod", "region"], message: "is far" },
      { path: ["services", "app", "cpu"], message: "is small" },
      { path: ["environments", "old"], message: "is gone" },
    ],
  };
  addWarnings(app, "http-api.config.ts", config);
  expect(app.node.findAll().map(({ node }) => node.metadata.map(({ data }) => data as unknown))).toEqual([
    [],
    ["http-api.config.ts: services.app.cpu: is small", "http-api.config.ts: environments.old: is gone"],
    ["http-api.config.ts: environments.prod.region: is far"],
    [],
  ]);
  expect(warningsOf(app)).toHaveLength(3);
});
