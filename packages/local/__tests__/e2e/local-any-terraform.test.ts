import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { temporaryFolder } from "@private-http-api/test-support";
import { eventually } from "../support/programs";
import { type CliRun, startCli, untilServing } from "../support/run-cli";

/** What Terraform planned and applied of an HCL project with modules, count and for_each; see the folder. */
const fixtures = resolve(__dirname, "../../../topology/__tests__/fixtures/modular");

let run: CliRun | undefined;
let own: Server;

beforeAll(async () => {
  own = createServer((request, response) => response.end(`own process: ${request.url ?? ""}`));
  await new Promise<void>((done) => own.listen(0, "127.0.0.1", done));
});

afterEach(async () => {
  run?.child.kill("SIGINT");
  await run?.ended;
});

afterAll(() => {
  own.closeAllConnections();
  own.close();
});

/** A program that answers its name, for `--run`. */
const PROGRAM = `
  require("node:http").createServer((request, response) => response.end("started: " + request.url))
    .listen(process.env.PORT, process.env.HOST);
  process.on("SIGTERM", () => process.exit(0));
`;

test.each([
  ["--state", "state.json"],
  ["--plan", "plan.json"],
])("%s of another project is served with --service and --run, what is missing is said", async (option, file) => {
  const project = temporaryFolder();
  copyFileSync(join(fixtures, file), join(project, file));
  writeFileSync(join(project, "billing.js"), PROGRAM);
  const { port } = own.address() as AddressInfo;
  const services = ["--service", `orders=http://localhost:${port}`, "--run", "billing=node billing.js"];
  const started = await startCli(project, [option, file, ...services]);
  run = started;
  await untilServing(started);
  async function get(path: string) {
    const response = await fetch(`${started.url}${path}`);
    return [response.status, await response.text()];
  }
  expect(await get("/orders/1")).toEqual([200, "own process: /orders/1"]);
  expect(await get("/billing/1")).toEqual([200, "started: /billing/1"]);
  // The load balancer sees the stage's name, for which it has no rule.
  expect(await get("/v1/orders/1")).toEqual([404, "nothing here"]);
  expect(await get("/none")).toEqual([404, '{"message":"Not Found"}']);
});

test("a state that is written again is served as it is now, and the tasks go on", async () => {
  const project = temporaryFolder();
  copyFileSync(join(fixtures, "state.json"), join(project, "state.json"));
  writeFileSync(join(project, "billing.js"), PROGRAM);
  const started = await startCli(project, ["--state", "state.json", "--watch", "--run", "billing=node billing.js"]);
  run = started;
  await untilServing(started);
  expect(started.output()).toContain("orders: container orders (public.ecr.aws/nginx/nginx:1) is built elsewhere;");
  const text = readFileSync(join(project, "state.json"), "utf8");
  writeFileSync(join(project, "state.json"), text.replaceAll("ANY /billing/{proxy+}", "ANY /bills/{proxy+}"));
  await eventually(() => started.output().includes("Read again after a change"), 10_000);
  expect(started.output()).toContain("no task restarted");
  expect((await fetch(`${started.url}/billing/1`)).status).toBe(404);
});
