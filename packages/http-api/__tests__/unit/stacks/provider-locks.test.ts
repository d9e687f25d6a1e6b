import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { configOf, service, temporaryFolder } from "@private-http-api/test-support";
import { buildApp } from "../../../../../stacks/build-app";
import { resolveConfig } from "../../../src/config/resolve-config";
import { copyProviderLocks } from "../../../src/stacks/provider-locks";

test("a committed lock file lies beside every stack of its kind, and beside no other", () => {
  const outdir = temporaryFolder();
  const app = new App({ outdir, stackTraces: false });
  const { config } = resolveConfig(configOf({ orders: service("/api/orders") }));
  if (config === undefined) throw new Error("the config is wrong");
  buildApp(app, config);
  app.synth();
  copyProviderLocks(app, temporaryFolder({ "http-api.terraform.lock.hcl": "# hashes" }));
  function lock(stack: string) {
    return join(outdir, "stacks", stack, ".terraform.lock.hcl");
  }
  expect(readFileSync(lock("dev-http-api"), "utf8")).toBe("# hashes");
  expect(existsSync(lock("dev-fargate-vpc-link"))).toBe(false);
});
