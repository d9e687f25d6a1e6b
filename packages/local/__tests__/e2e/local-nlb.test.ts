import { AUTHOR_CASES } from "@private-http-api/test-support/bookstore";
import { differences, send } from "@private-http-api/service-kit/testing";
import { load, WITHIN_DRAIN } from "../support/load";
import { type CliRun, editStack, startCli, synthesizedProject, taskPids, untilServing } from "../support/run-cli";

let run: CliRun;

beforeAll(async () => {
  const path = "/api/authors";
  const project = synthesizedProject({
    name: "bookstore",
    services: {
      "author-service": {
        ...{ path, integration: "nlb", image: { build: "services/author-service" } },
        healthCheck: { path: `${path}/health` },
      },
    },
    environments: { dev: { account: "111111111111", region: "us-west-2" } },
  });
  editStack(project, "dev-http-api", (text) => text.replace(/("throttling_(?:burst|rate)_limit": )\d+/g, "$1100000"));
  run = await startCli(project);
  await untilServing(run);
});

afterAll(async () => {
  run.child.kill("SIGKILL");
  await run.ended;
});

test("behind a Network Load Balancer: every case of the service", async () => {
  expect(run.output()).toMatch(/NLB bookstore-dev-nlb:\d+/);
  for (const one of AUTHOR_CASES) {
    expect([one.name, differences(one, await send(run.url, one.request))]).toEqual([one.name, []]);
  }
});

test("SIGTERM to one of two tasks fails no request", async () => {
  const [victim = 0] = (await taskPids(run))["author-service"] ?? [];
  function call(): void {
    return void process.kill(victim, "SIGTERM");
  }
  const url = `${run.url}/api/authors`;
  const at = { sent: 500, call, milliseconds: WITHIN_DRAIN };
  const { answers } = await load({ url, requests: 2000, inFlight: 50, at });
  expect(Object.keys(answers)).toEqual(["200"]);
});
