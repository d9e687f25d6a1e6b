import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCli, synthesizedProject, untilServing, type CliRun } from "../support/run-cli";

/** Answers every request with its own name and the path that it saw. */
const SERVER = `require("node:http")
  .createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ service: process.env.SERVICE, path: request.url }));
  })
  .listen(process.env.PORT);
`;

/** Answers with what the service that it calls says, and with what there is of another. */
const CALLER = `require("node:http")
  .createServer(async (_request, response) => {
    const answer = await fetch(process.env.INNER_URL + "/v1").then((each) => each.json());
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ answer, closed: process.env.CLOSED }));
  })
  .listen(process.env.PORT);
`;

const CLOSED = "http://rules.shop-dev.local:8080";

const folder = mkdtempSync(join(tmpdir(), "services-"));
let run: CliRun;

function service(name: string, settings: object, program = SERVER) {
  const context = join(folder, name);
  mkdirSync(context);
  writeFileSync(join(context, "server.js"), program);
  writeFileSync(
    join(context, "Dockerfile"),
    'FROM node:22\nWORKDIR /app\nCOPY server.js .\nCMD ["node", "server.js"]\n',
  );
  const path = `/api/${name}`;
  return {
    path,
    image: { build: context },
    environment: { SERVICE: name, ...("calls" in settings ? { CLOSED } : {}) },
    healthCheck: { path: `${path}/health` },
    ...settings,
  };
}

/** One that only services reach. */
function inner() {
  const { image, environment } = service("inner", {});
  return { image, environment, port: 3000 };
}

beforeAll(async () => {
  const project = synthesizedProject({
    name: "shop",
    services: {
      rules: service("rules", {}),
      bare: service("bare", { stripPrefix: true, healthCheck: { path: "/health" } }),
      ports: service("ports", { integration: "nlb" }),
      names: service("names", { integration: "cloud-map" }),
      caller: service("caller", { calls: ["inner"] }, CALLER),
      inner: inner(),
    },
    environments: { dev: { account: "111111111111", region: "us-west-2" } },
  });
  run = await startCli(project);
  await untilServing(run);
});

afterAll(async () => {
  run.child.kill("SIGTERM");
  await run.ended;
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ["behind the application load balancer", "/api/rules/1?x=1", { service: "rules", path: "/api/rules/1?x=1" }],
  ["with its path taken off", "/api/bare/1", { service: "bare", path: "/1" }],
  ["with its path taken off, and nothing left", "/api/bare", { service: "bare", path: "/" }],
  ["behind the network load balancer", "/api/ports/1", { service: "ports", path: "/api/ports/1" }],
  ["in Cloud Map", "/api/names/1", { service: "names", path: "/api/names/1" }],
])("a service %s answers", async (_where, path, expected) => {
  const answer = await fetch(run.url + path);
  expect([answer.status, await answer.json()]).toEqual([200, expected]);
});

test("a service reaches the one that it calls, which no route leads to, and none that does not admit it", async () => {
  const answer = await fetch(`${run.url}/api/caller/1`);
  expect(await answer.json()).toEqual({ answer: { service: "inner", path: "/v1" }, closed: CLOSED });
  expect((await fetch(`${run.url}/api/inner`)).status).toBe(404);
  expect(run.output()).toContain(
    "caller: CLOSED names rules.shop-dev.local: no security group rule lets it reach port 8080",
  );
});

test("a client cannot choose another service by the header that the gateway sets", async () => {
  const answer = await fetch(`${run.url}/api/rules/1`, { headers: { "x-http-api-service": "bare" } });
  expect(await answer.json()).toEqual({ service: "rules", path: "/api/rules/1" });
});
