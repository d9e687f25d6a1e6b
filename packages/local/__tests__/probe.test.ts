import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "@private-http-api/test-support";
import { PROBE_CASES } from "../src/probe/cases";
import { probe } from "../src/probe/probe";
import { api, backendAt, closeAll, route, startGateway } from "./support/gateway-fixtures";
import { eventually } from "./support/programs";
import { someFreePort } from "./support/run-cli";

let service: ChildProcess | undefined;
let servicePort = 0;

beforeAll(async () => {
  servicePort = await someFreePort();
  const env = { ...process.env, PORT: String(servicePort), HOST: "127.0.0.1" };
  service = spawn(process.execPath, [resolve(__dirname, "../probe-service/server.js")], { env, stdio: "inherit" });
  await eventually(() =>
    fetch(`http://127.0.0.1:${servicePort}/health`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
});

afterEach(closeAll);

afterAll(async () => {
  // It drains after SIGTERM, and a case may have left it a request that never ends.
  service?.kill("SIGKILL");
  if (service?.exitCode === null) await once(service, "exit");
});

/** All that do not wait, for a timeout or after a connection's end; and some of the latter. */
const quick = [
  ...PROBE_CASES.filter(({ name, endsConnection }) => name !== "target takes 31 s" && endsConnection !== true),
  ...PROBE_CASES.filter(({ endsConnection }) => endsConnection).slice(0, 3),
];

async function servedAt(base: string, changes: Parameters<typeof route>[1] = {}): Promise<string> {
  // As AWS, it does not say which error of a broken answer came first: the parser's or the connection's.
  const answer = { status: 502, headers: { "Content-Type": "text/html" }, body: "bad gateway" };
  const backend = backendAt(servicePort, { onFailure: () => answer });
  const { origin } = await startGateway(api({ routes: [route("ANY /{proxy+}", changes)] }), backend);
  return `${origin}${base}`;
}

test("has about a hundred requests, each with a name of its own", () => {
  expect(new Set(PROBE_CASES.map(({ name }) => name)).size).toBe(PROBE_CASES.length);
  expect(PROBE_CASES.length).toBeGreaterThanOrEqual(100);
});

test("two places that are the same show no difference, under other paths and from a record too", async () => {
  const record = join(temporaryFolder(), "answers.json");
  const [local, deployed] = [await servedAt("/probe"), await servedAt("/other/probe")];
  expect(await probe({ local, deployed, record, cases: quick })).toEqual({ cases: quick.length, differences: [] });
  expect(readFileSync(record, "utf8")).not.toContain("127.0.0.1");
  expect(await probe({ local, deployed: record, cases: quick })).toEqual({ cases: quick.length, differences: [] });
});

test("what differs is told by case and part", async () => {
  const local = await servedAt("/probe");
  const deployed = await servedAt("/probe", { authorization: { type: "AWS_IAM" } });
  const [plain] = PROBE_CASES;
  const { differences } = await probe({ local, deployed, cases: plain === undefined ? [] : [plain] });
  expect(differences[0]).toBe("plain: status: local 200, deployed 403");
  const answers = join(temporaryFolder(), "answers.json");
  await probe({ local, deployed: local, record: answers, cases: quick.slice(0, 1) });
  writeFileSync(answers, readFileSync(answers, "utf8").replace('\\"method\\":\\"GET\\"', '\\"method\\":\\"PUT\\"'));
  expect((await probe({ local, deployed: answers, cases: quick.slice(0, 1) })).differences).toEqual([
    'plain: the target saw method: local "GET", deployed "PUT"',
  ]);
});

test.each([
  ["ftp://x", "is neither an http or https URL nor a file"],
  ["http://127.0.0.1:9", "cannot be reached"],
  [resolve(__dirname, "probe.test.ts"), "is not a file of recorded answers"],
])("%s is said in one line", async (deployed, problem) => {
  await expect(probe({ local: await servedAt("/probe"), deployed, cases: quick.slice(0, 1) })).rejects.toThrow(problem);
});
