import childProcess from "node:child_process";
import { configOf, fullConfig, service, SynthesizedApp } from "@private-http-api/test-support";

// CDKTF asks `terraform version` for some resources, and refuses to synthesize where there is no Terraform.
test.each([
  ["a small config", configOf({ orders: service("/api/orders") })],
  ["everything that production may ask for", fullConfig()],
])("no other program is needed to synthesize %s", (_what, raw) => {
  const started = jest.spyOn(childProcess, "execSync").mockImplementation(() => {
    throw new Error("not installed");
  });
  const app = new SynthesizedApp(raw);
  for (const id of app.ids) expect(app.json(id).resource).toBeDefined();
  expect(started).not.toHaveBeenCalled();
  started.mockRestore();
});
