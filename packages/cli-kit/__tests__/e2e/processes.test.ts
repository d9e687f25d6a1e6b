import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { startBackground, type ProcessIdentity } from "../../src/process/background-process";
import { freePort } from "../../src/process/free-port";
import { killRunning, run, tryRun } from "../../src/process/run";
import { startTime, stopProcess } from "../../src/process/stop-process";
import { temporaryFolder } from "@private-http-api/test-support";

const env = process.env;
const node = process.execPath;
/** Listens, responds with its process id, exits on SIGTERM. */
function server(port: number) {
  return `require("node:http").createServer((_, r) => r.end(String(process.pid))).listen(${port}, "127.0.0.1")`;
}

async function idOf(port: number): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${port}`)).text());
}

async function gone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if ((await startTime(pid)) === undefined) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

describe.each(["parent", "own"] as const)("a server that lives as long as its %s", (lifetime) => {
  test("is ready when started and gone when stopped", async () => {
    const port = await freePort();
    const spawned: ProcessIdentity[] = [];
    const started = await startBackground({
      command: node,
      args: ["-e", server(port)],
      env,
      logFile: path.join(temporaryFolder(), "log"),
      lifetime,
      onSpawn: (process) => spawned.push(process),
      ready: async (signal) => (await fetch(`http://127.0.0.1:${port}`, { signal })).ok,
    });
    const pid = await idOf(port);
    expect(await startTime(started.pid)).toBe(started.startTime);
    expect(spawned).toEqual([{ pid: started.pid, startTime: started.startTime }]);
    await started.stop();
    expect(await gone(pid)).toBe(true);
    expect(await gone(started.pid)).toBe(true);
  });

  test("that exits at once is an error with its output", async () => {
    const logFile = path.join(temporaryFolder(), "log");
    const starting = startBackground({
      command: node,
      args: ["-e", "console.error('the port is taken'); process.exit(3)"],
      env,
      logFile,
      lifetime,
      ready: () => Promise.resolve(false),
    });
    await expect(starting).rejects.toThrow(/did not start: it ended with exit code \d+ .*\nthe port is taken/);
    expect(readFileSync(logFile, "utf8")).toContain("the port is taken");
  });
});

test("a server exits when the process that started it is killed", async () => {
  const port = await freePort();
  const options = {
    command: node,
    args: ["-e", server(port)],
    logFile: path.join(temporaryFolder(), "log"),
    lifetime: "parent",
  };
  const module = path.resolve(__dirname, "../../src/process/background-process");
  const script = `
    require(${JSON.stringify(module)}).startBackground({
      ...${JSON.stringify(options)},
      env: process.env,
      ready: async () => (await fetch("http://127.0.0.1:${port}")).ok,
    }).then(() => console.log("ready"));
    setInterval(() => {}, 1000);`;
  const parent = spawn(node, ["--require", "tsx/cjs", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  await once(parent.stdout, "data");
  const pid = await idOf(port);
  parent.kill("SIGKILL");
  expect(await gone(pid)).toBe(true);
});

test("a process that ignores SIGTERM is killed after its grace period", async () => {
  const child = spawn(node, ["-e", "process.on('SIGTERM', () => {}); console.log(1); setInterval(() => {}, 1000)"], {
    detached: true,
  });
  await once(child.stdout, "data");
  const { pid } = child;
  if (pid === undefined) throw new Error("it did not start");
  await stopProcess(pid, 0.2);
  expect(await startTime(pid)).toBeUndefined();
});

(process.platform === "linux" ? test : test.skip)(
  "a process is identified by its boot and its clock ticks, not by a clock that can be set",
  async () => {
    expect(await startTime(process.pid)).toMatch(/^[0-9a-f-]{36} \d+$/);
    const child = spawn("sh", ["-c", "sleep 0.02; exec sleep 60"]);
    const began = await startTime(child.pid ?? 0);
    expect(began).not.toBe(await startTime(process.pid));
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await startTime(child.pid ?? 0)).toBeUndefined();
  },
);

describe("a command", () => {
  test("that fails is an error with the command and the end of its output", async () => {
    await expect(run("sh", ["-c", "echo out; echo err >&2; exit 4"], { env })).rejects.toThrow(
      "sh -c echo out; echo err >&2; exit 4 ended with exit code 4:\nout\n\nerr",
    );
  });

  test("receives its input and reports its lines as they come", async () => {
    const lines: string[] = [];
    const text = await run("cat", [], { env, input: "one\ntwo\n", onLine: (line) => lines.push(line) });
    expect(text).toBe("one\ntwo\n");
    expect(lines).toEqual(["one", "two"]);
  });

  test("that is aborted gets SIGINT and time to exit", async () => {
    const abort = new AbortController();
    const script =
      "process.on('SIGINT', () => { console.log('saved'); process.exit(0) }); console.log('up'); setInterval(() => {}, 1000)";
    const result = await tryRun(node, ["-e", script], {
      env,
      signal: abort.signal,
      onLine: () => {
        abort.abort();
      },
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: "up\nsaved\n" });
  });

  test("is not started if it is already aborted", async () => {
    const started = path.join(temporaryFolder(), "started");
    const running = tryRun("touch", [started], { env, signal: AbortSignal.abort() });
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    expect(existsSync(started)).toBe(false);
  });

  test("that does not stop when aborted is killed on demand, with its child processes", async () => {
    const { signal } = new AbortController();
    const lines: string[] = [];
    const script = "trap '' INT; sleep 60 & echo $!; wait";
    const running = tryRun("sh", ["-c", script], { env, signal, onLine: (line) => lines.push(line) });
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    killRunning();
    expect((await running).stderr).toContain("ended by SIGKILL");
    expect(await gone(Number(lines[0]))).toBe(true);
  });
});
