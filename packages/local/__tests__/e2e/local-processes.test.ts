import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectWith } from "../support/program-project";
import { eventually, isAlive } from "../support/programs";
import { someFreePort } from "../support/run-cli";

const root = resolve(__dirname, "../../../..");

/** Ignores SIGTERM, and has a child in its process group and one in a group of its own. Answers the ids of all three. */
const stubborn = `
  const { spawn } = require("node:child_process");
  const alone = spawn("sleep", ["600"], { stdio: "ignore", detached: true });
  alone.unref();
  const child = spawn("sleep", ["600"], { stdio: "ignore" });
  const pids = JSON.stringify([process.pid, alone.pid, child.pid]);
  require("node:http").createServer((request, response) => response.end(pids)).listen(process.env.PORT, process.env.HOST);
  process.on("SIGTERM", () => console.log("no"));
`;

/** Longest wait for the end, in milliseconds: the stop timeout is 2 s, a run looks for its parent every 0.5 s. */
const ENDED_MILLISECONDS = 15_000;

interface NpmRun {
  /** What was started: npm, or what runs it. */
  readonly started: ChildProcess;
  readonly url: string;
  /** Id of the run's own process. */
  readonly runPid: number;
  /** Ids of the tasks' processes and of what they started. */
  readonly taskPids: readonly number[];
  output(): string;
}

/** What a test that fails leaves. */
const left: number[] = [];

afterEach(() => {
  for (const pid of left.splice(0)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended, as it should.
    }
  }
});

/** Runs the repository's own start script by npm, in a project with a stubborn service. */
async function npmStart(around: (command: string) => readonly [string, ...string[]]): Promise<NpmRun> {
  const project = projectWith(stubborn, 1);
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Readonly<Record<string, string>>;
  };
  const start = (scripts["start"] ?? "")
    .replace("@private-http-api/http-api", join(root, "packages/http-api"))
    .replace("packages/local/src/cli.ts", join(root, "packages/local/src/cli.ts"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ scripts: { start } }));
  const [port, pagePort] = [await someFreePort(), await someFreePort()];
  const [file, ...args] = around(`npm start -- --no-synth --port ${port} --page-port ${pagePort}`);
  const started = spawn(file, args, { cwd: project, stdio: ["pipe", "pipe", "pipe"], detached: true });
  let said = "";
  for (const stream of [started.stdout, started.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += String(chunk);
    });
  const url = `http://127.0.0.1:${port}/carts`;
  await eventually(() => said.includes(" answers at "), 20_000).catch(() => {
    throw new Error(said);
  });
  const taskPids = (await (await fetch(url)).json()) as number[];
  const runPid = runAbove(taskPids[0] ?? 0);
  left.push(started.pid ?? 0, runPid, ...taskPids);
  return { started, url, runPid, taskPids, output: () => said };
}

/** The run's own process: above the task's, past npm and the shell of the task's own start script. */
function runAbove(pid: number): number {
  for (let parent = pid; parent > 1; parent = parentOf(parent)) {
    const command = readFileSync(`/proc/${parent}/cmdline`, "utf8");
    if (command.includes("packages/local/src/cli.ts") && !command.startsWith("npm") && !command.startsWith("sh"))
      return parent;
  }
  throw new Error(`no run above process ${pid}`);
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

function plainly(command: string): readonly [string, ...string[]] {
  const [file = "", ...args] = command.split(" ");
  return [file, ...args];
}

/** In a terminal of its own. */
function inTerminal(command: string): readonly [string, ...string[]] {
  return ["script", "--quiet", "--flush", "--command", command, "/dev/null"];
}

async function everythingEnds({ started, runPid, taskPids }: NpmRun): Promise<void> {
  const all = [started.pid ?? 0, runPid, ...taskPids];
  await eventually(() => !all.some(isAlive), ENDED_MILLISECONDS).catch(() => {
    throw new Error(`of ${all.join(", ")} these live on: ${all.filter(isAlive).join(", ")}`);
  });
  left.length = 0;
}

/** What left its task's process group is found in /proc; `script` has other options elsewhere. */
const onLinux = process.platform === "linux" ? describe : describe.skip;

onLinux("the end of `npm start` leaves no process, whatever its tasks do", () => {
  test.each(["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"] as const)(
    "%s for npm",
    async (signal) => {
      const run = await npmStart(plainly);
      expect(run.taskPids.map(isAlive)).toEqual([true, true, true]);
      run.started.kill(signal);
      await everythingEnds(run);
    },
    40_000,
  );

  test.each(["SIGTERM", "SIGHUP", "SIGKILL"] as const)(
    "%s for the run itself",
    async (signal) => {
      const run = await npmStart(plainly);
      process.kill(run.runPid, signal);
      await everythingEnds(run);
    },
    40_000,
  );

  test("a second signal does not wait for the stop timeout", async () => {
    const run = await npmStart(plainly);
    process.kill(run.runPid, "SIGINT");
    await eventually(() => run.output().includes("Stopping"));
    const second = Date.now();
    process.kill(run.runPid, "SIGINT");
    await everythingEnds(run);
    expect(Date.now() - second).toBeLessThan(1800);
  });

  test("Ctrl-C in a terminal, which reaches npm and the run", async () => {
    const run = await npmStart(inTerminal);
    run.started.stdin?.write("\x03");
    await everythingEnds(run);
    // In colour.
    expect(run.output()).toMatch(/carts\/1 \|\S* no/);
  });

  test("Ctrl-C twice in a terminal", async () => {
    const run = await npmStart(inTerminal);
    run.started.stdin?.write("\x03");
    await eventually(() => run.output().includes("Stopping"));
    await new Promise((done) => setTimeout(done, 400));
    run.started.stdin?.write("\x03");
    await everythingEnds(run);
  });

  test("a terminal that is closed", async () => {
    const run = await npmStart(inTerminal);
    run.started.kill("SIGKILL");
    await everythingEnds(run);
  });

  test("with nohup it outlives its terminal, and ends at SIGTERM", async () => {
    // Output that is no terminal stays where it is, in place of nohup.out.
    const run = await npmStart((command) => inTerminal(`nohup ${command} | cat`));
    run.started.kill("SIGKILL");
    await new Promise((done) => setTimeout(done, 1500));
    expect((await fetch(run.url)).status).toBe(200);
    process.kill(run.runPid, "SIGTERM");
    await everythingEnds(run);
  });
});
