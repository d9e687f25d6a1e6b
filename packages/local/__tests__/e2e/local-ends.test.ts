import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectWith } from "../support/program-project";
import { eventually, isAlive, server } from "../support/programs";
import { type CliRun, startCli, taskPids, untilServing } from "../support/run-cli";
import { temporaryFolder } from "@private-http-api/test-support";

const runs: CliRun[] = [];

async function start(...args: Parameters<typeof startCli>): Promise<CliRun> {
  const run = await startCli(...args);
  runs.push(run);
  return run;
}

afterEach(() => {
  for (const run of runs.splice(0)) run.child.kill("SIGKILL");
});

async function serving(program: string): Promise<{ run: CliRun; pids: readonly number[] }> {
  const run = await start(projectWith(program));
  await untilServing(run);
  const pids = (await taskPids(run))["carts"] ?? [];
  expect(pids.map(isAlive)).toEqual([true, true]);
  return { run, pids };
}

describe("the end of a run leaves no process", () => {
  test("Ctrl-C: requests under way are answered, the tasks drain, exit code 0", async () => {
    const { run, pids } = await serving(`
      const server = require("node:http").createServer((request, response) => {
        console.log("asked");
        setTimeout(() => response.end("late"), 500);
      });
      server.listen(Number(process.env.PORT));
      process.on("SIGTERM", () => { console.log("draining"); setTimeout(() => process.exit(0), 200); });
    `);
    const slow = fetch(`${run.url}/carts`).then((response) => response.text());
    // Two asked before, or more: the health checks.
    await eventually(() => (run.output().match(/asked/g)?.length ?? 0) >= 3);
    run.child.kill("SIGINT");
    await expect(slow).resolves.toBe("late");
    await expect(run.ended).resolves.toBe(0);
    expect(run.output().match(/draining/g)).toHaveLength(2);
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  test("a second Ctrl-C ends tasks that take their time, at once", async () => {
    const { run, pids } = await serving(server(60_000));
    run.child.kill("SIGINT");
    await eventually(() => run.output().includes("Stopping"));
    run.child.kill("SIGINT");
    await expect(run.ended).resolves.toBe(130);
    await eventually(() => !pids.some(isAlive));
  });

  test("a task that does not heed SIGTERM is killed after its stop timeout", async () => {
    const { run, pids } = await serving(server().replace("process.exit(0)", "0"));
    run.child.kill("SIGTERM");
    await expect(run.ended).resolves.toBe(0);
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  test("SIGKILL of the run itself takes the tasks with it", async () => {
    const { run, pids } = await serving(server(60_000));
    run.child.kill("SIGKILL");
    await eventually(() => !pids.some(isAlive));
  });
});

test("a service that will not start does not end the run: its own words, a line that names it, and 503", async () => {
  const run = await start(projectWith("console.error('no database'); process.exit(3)", 1));
  await untilServing(run);
  expect(run.output()).toContain("carts/1 | no database\n");
  expect(run.output()).toMatch(
    /carts\/1 ended with exit code 3 before it listened on port \d+; another task starts in/,
  );
  expect((await fetch(`${run.url}/carts`)).status).toBe(503);
});

describe("what cannot be served ends with one clear line and exit code 1", () => {
  async function refusal(project: string, ...args: readonly string[]): Promise<string> {
    const run = await start(project, args);
    await expect(run.ended).resolves.toBe(1);
    return run.output();
  }

  test("a busy port", async () => {
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
    const { port } = busy.address() as AddressInfo;
    const said = await refusal(projectWith(server()), "--port", String(port));
    busy.close();
    expect(said).toBe(`port ${port} is in use; stop what listens there, or choose another one: --port ${port + 10}\n`);
  });

  test("no cdktf.out", async () => {
    expect(await refusal(temporaryFolder())).toMatch(
      /^\S+cdktf\.out\/manifest\.json does not exist; `npm run synth` writes it \(or start without --no-synth\)\.\n$/,
    );
  });

  test("an environment that is not there", async () => {
    expect(await refusal(projectWith(server()), "--environment", "prod")).toMatch(
      /^--environment prod is not in \S+cdktf\.out; it has dev\.\n$/,
    );
  });

  test.each([
    [["--prot", "1"], /^npm start: unknown option '--prot' \(Did you mean --port\?\)\n$/],
    [
      ["--port", "0"],
      /^npm start: option '--port <port>' argument '0' is invalid\. It must be a port from 1 to 65535\.\n$/,
    ],
    [["--watch", "--containers"], /^npm start: option '--watch' cannot be used with option '--containers'\n$/],
    [["extra"], /^npm start: too many arguments\. Expected 0 arguments but got 1\.\n$/],
    [
      ["--state", "/nowhere"],
      /^--state \/nowhere does not exist; `terraform state pull` in a stack's folder writes a state to stdout\.\n$/,
    ],
  ])("%j", async (args, message) => {
    expect(await refusal(projectWith(server()), ...args)).toMatch(message);
  });

  test("--containers without an engine", async () => {
    const run = await start(projectWith(server()), ["--containers"], { PATH: temporaryFolder() });
    await expect(run.ended).resolves.toBe(1);
    expect(run.output()).toBe(
      "Running the images needs docker or podman, and neither responds; start one, or use npm start without --containers.\n",
    );
  });
});

test("a folder that says nothing of how to start is told, and the service's routes answer 503", async () => {
  const project = projectWith(server());
  writeFileSync(join(project, "carts", "package.json"), "{}");
  const run = await start(project);
  await eventually(() =>
    run.output().includes("no package.json with a start script and no Dockerfile; add one of them"),
  );
  await eventually(() =>
    fetch(`${run.url}/carts`).then(
      ({ status }) => status === 503,
      () => false,
    ),
  );
});
