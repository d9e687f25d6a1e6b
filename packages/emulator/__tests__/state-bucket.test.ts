import { App } from "cdktf";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolveConfig } from "@private-http-api/http-api";
import { ensureStateBucket } from "../src/deploy-local/state-bucket";
import { readSynthesis, stacksOf } from "@private-http-api/terraform-json";
import { buildApp } from "../../../stacks/build-app";
import { configOf, service, temporaryFolder } from "@private-http-api/test-support";

/** What an emulator is asked when these settings of an environment are deployed. */
async function asked(settings: object): Promise<string[]> {
  const { config } = resolveConfig(configOf({ orders: service("/api/orders") }, settings));
  if (config === undefined) throw new Error("not a config");
  const app = new App({ stackTraces: false, outdir: temporaryFolder() });
  buildApp(app, config);
  app.synth();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ""} ${request.url ?? ""}`);
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const stacks = stacksOf(readSynthesis(app.outdir), "dev");
  await ensureStateBucket(stacks, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
  server.closeAllConnections();
  return requests;
}

const existing = { existingBucket: "states-of-the-company" };

test.each([
  ["is made where the config says that it exists", { state: existing }, ["PUT /states-of-the-company"]],
  [
    "is made beside a state stack that holds a key and no bucket",
    { state: existing, encryption: "customer-key" },
    ["PUT /states-of-the-company"],
  ],
  ["is left to the state stack that makes it", {}, []],
  ["is not needed where state is local", { state: "local" }, []],
])("the state bucket %s", async (_what, settings, requests) => {
  expect(await asked(settings)).toEqual(requests);
});
