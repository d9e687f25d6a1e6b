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

const folder = mkdtempSync(join(tmpdir(), "services-"));
let run: CliRun;

function service(name: string, settings: object) {
  const context = join(folder, name);
  mkdirSync(context);
  writeFileSync(join(context, "server.js"), SERVER);
  writeFileSync(
    join(context, "Dockerfile"),
    'FROM node:22\nWORKDIR /app\nCOPY server.js .\nCMD ["node", "server.js"]\n',
  );
  const path = `/api/${name}`;
  return {
    path,
    image: { build: context },
    environment: { SERVICE: name },
    healthCheck: { path: `${path}/health` },
    ...settings,
  };
}

beforeAll(async () => {
  const project = synthesizedProject({
    name: "shop",
    services: {
      rules: service("rules", {}),
      bare: service("bare", { stripPrefix: true, healthCheck: { path: "/health" } }),
      ports: service("ports", { integration: "nlb" }),
      names: service("names", { integration: "cloud-map" }),
    },
    environments: { dev: { account: "111111111111", region: "us-west-2" } },
  });
  run = await startCli(project);
  await untilServing(run);
}, 60_000);

afterAll(async () => {
  run.child.kill("SIGTERM");
  await run.ended;
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

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

test("a client cannot choose another service by the header that the gateway sets", async () => {
  const answer = await fetch(`${run.url}/api/rules/1`, { headers: { "x-http-api-service": "bare" } });
  expect(await answer.json()).toEqual({ service: "rules", path: "/api/rules/1" });
});
