import { readFileSync } from "node:fs";
import path from "node:path";
import { AUTHOR_CASES, BOOK_CASES } from "@private-http-api/test-support/bookstore";
import { differences, send } from "@private-http-api/service-kit/testing";
import { DISCOVERED_FOR_MILLISECONDS } from "../../src/balancer/instance-registry";
import { load, WITHIN_DRAIN } from "../support/load";
import { eventually, isAlive } from "../support/programs";
import { type CliRun, editStack, startCli, synthesizedProject, taskPids, untilServing } from "../support/run-cli";

function service(name: string, path: string, settings: object = {}) {
  return {
    path,
    image: { build: `services/${name}` },
    healthCheck: { path: `${path}/health`, intervalSeconds: 30, timeoutSeconds: 3 },
    ...settings,
  };
}

let project: string;
let run: CliRun;

beforeAll(async () => {
  project = synthesizedProject({
    name: "bookstore",
    services: {
      "book-service": service("book-service", "/api/books"),
      "author-service": service("author-service", "/api/authors", { integration: "cloud-map" }),
    },
    environments: { dev: { account: "111111111111", region: "us-west-2" } },
  });
  // The stage's own 1,000 requests a second would answer 429 to a fast machine.
  editStack(project, "dev-http-api", (text) => text.replace(/("throttling_(?:burst|rate)_limit": )\d+/g, "$1100000"));
  run = await startCli(project);
  await untilServing(run);
});

afterAll(async () => {
  run.child.kill("SIGKILL");
  await run.ended;
});

test("prints the table, a curl line for each service, and where the page is", () => {
  expect(run.output()).toMatch(
    /ANY \/api\/books\/\{proxy\+\} +│ ALB bookstore-dev:80 +│ \d+: \/api\/books, \/api\/books\/\* │ book-service/,
  );
  expect(run.output()).toMatch(/ANY \/api\/authors +│ Cloud Map author-service\.bookstore-dev\.local/);
  for (const path of ["/api/books", "/api/authors"]) {
    expect(run.output()).toMatch(new RegExp(`^ {2}curl -s http://localhost:\\d+${path}$`, "m"));
  }
  expect(run.output()).toContain("/_local/");
});

test.each([...BOOK_CASES, ...AUTHOR_CASES].map((one) => [one.name, one] as const))(
  "through the gateway: %s",
  async (_name, one) => {
    expect(differences(one, await send(run.url, one.request))).toEqual([]);
  },
);

test.each(["/nope", "/api/booksX", "/", "/api/BOOKS"])("no route for %s: API Gateway's 404", async (path) => {
  const answer = await send(run.url, { method: "GET", path });
  expect([answer.status, answer.body]).toEqual([404, '{"message":"Not Found"}']);
});

test("README's requests are answered as README says", async () => {
  const readme = readFileSync(path.join(__dirname, "../../../../README.md"), "utf8");
  const requests = [...readme.matchAll(/^\$ curl -s localhost:8080(\S+)\n(.*)$/gm)];
  expect(requests.length).toBeGreaterThan(0);
  for (const [, where = "", said] of requests) {
    expect((await send(run.url, { method: "GET", path: where })).body).toBe(said);
  }
});

describe.each(["book-service", "author-service"])("%s under load", (name) => {
  const path = name === "book-service" ? "/api/books" : "/api/authors";

  async function killOneDuring(signal: NodeJS.Signals) {
    await eventually(async () => (await taskPids(run))[name]?.length === 2, 20_000);
    const [victim = 0] = (await taskPids(run))[name] ?? [];
    function call(): void {
      return void process.kill(victim, signal);
    }
    const at = { sent: 500, call, milliseconds: WITHIN_DRAIN };
    const { answers } = await load({ url: run.url + path, requests: 2000, inFlight: 50, at });
    return { victim, answers };
  }

  /** Waits until two tasks run that are not the one that ended. */
  async function isReplaced(victim: number, milliseconds: number): Promise<void> {
    await eventually(async () => {
      const pids = (await taskPids(run))[name] ?? [];
      return pids.length === 2 && !pids.includes(victim);
    }, milliseconds);
  }

  test("a SIGTERM that ECS did not send: no request fails while the task drains, another task takes its place", async () => {
    const { victim, answers } = await killOneDuring("SIGTERM");
    expect(Object.keys(answers)).toEqual(["200"]);
    // Nobody deregistered it. When it stops listening, the load balancer still sends requests until the task has ended,
    // and API Gateway as long as it remembers what DiscoverInstances said.
    const failure = name === "book-service" ? "502" : "503";
    const until = Date.now() + 30_000;
    while (isAlive(victim) && Date.now() < until) {
      const later = await load({ url: run.url + path, requests: 200, inFlight: 20 });
      expect(Object.keys(later.answers).filter((answer) => answer !== "200" && answer !== failure)).toEqual([]);
    }
    await isReplaced(victim, 20_000);
    await new Promise((resolve) => setTimeout(resolve, DISCOVERED_FOR_MILLISECONDS));
    expect(await load({ url: run.url + path, requests: 200, inFlight: 20 })).toEqual({ answers: { 200: 200 } });
  });

  test("SIGKILL fails what was in flight on that task, and what Cloud Map's memory sends there; it is back within its health interval", async () => {
    const { victim, answers } = await killOneDuring("SIGKILL");
    const failed = Object.entries(answers).filter(([answer]) => answer !== "200");
    // A load balancer answers 502, API Gateway without one 503.
    expect(failed.filter(([answer]) => !/^50[23]$/.test(answer))).toEqual([]);
    // Behind a load balancer; API Gateway goes on asking the instance that it remembers.
    if (name === "book-service") expect(failed.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(50);
    await isReplaced(victim, 30_000);
  });
});
