import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { BOOKSTORE, temporaryFolder } from "@private-http-api/test-support";

const root = resolve(__dirname, "../../../..");
const tsx = require.resolve("tsx/cjs");

export interface CliRun {
  readonly child: ChildProcess;
  readonly url: string;
  readonly pageUrl: string;
  /** What it has said so far, on both streams. */
  output(): string;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** A synth of this config, in a project folder of its own; what it builds is the bookstore's. */
export function synthesizedProject(config: unknown): string {
  const project = temporaryFolder();
  const file = join(project, "http-api.json");
  writeFileSync(file, JSON.stringify(config));
  for (const args of [[require.resolve("@private-http-api/service-tools")], ["--require", tsx, "main.ts"]]) {
    const env = { ...process.env, HTTP_API_CONFIG: file, CDKTF_OUTDIR: join(project, "cdktf.out") };
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: BOOKSTORE, env, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }
  return project;
}

/** Changes one synthesized stack's text. */
export function editStack(project: string, id: string, edit: (text: string) => string): void {
  const file = join(project, "cdktf.out", "stacks", id, "cdk.tf.json");
  writeFileSync(file, edit(readFileSync(file, "utf8")));
}

/** A port that was free a moment ago. */
export async function someFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts `npm start`'s program in a project folder; `args` replace ports of its own choice. */
export function startCli(project: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<CliRun> {
  return startServing(
    project,
    ["--require", tsx, join(root, "packages/local/src/cli.ts")],
    ["--no-synth", ...args],
    env,
  );
}

/** Starts a script of a project's own package.json that is a node program and serves on `--port` and `--page-port`. */
export function startScript(
  project: string,
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<CliRun> {
  return startServing(project, nodeArguments(project, script), args, env);
}

/** What follows `node` in a script of a package.json. */
export function nodeArguments(project: string, script: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
    scripts: Readonly<Record<string, string>>;
  };
  const [command, ...args] = (scripts[script] ?? "").replace(/^exec /, "").split(" ");
  if (command !== "node") throw new Error(`package.json: the script ${script} is no node program`);
  return args;
}

async function startServing(
  project: string,
  program: readonly string[],
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<CliRun> {
  const [port, pagePort] = [await someFreePort(), await someFreePort()];
  const all = ["--port", String(port), "--page-port", String(pagePort), ...args];
  const child = spawn(process.execPath, [...program, ...all], {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += String(chunk);
    });
  }
  const ended = new Promise<number | NodeJS.Signals | null>((done) => {
    child.once("close", (code, signal) => {
      done(code ?? signal);
    });
  });
  return {
    ...{ child, ended, url: `http://127.0.0.1:${port}`, pageUrl: `http://127.0.0.1:${pagePort}` },
    output: () => said,
  };
}

/**
 * Waits until it answers and no task is still coming up: on a busy machine, the run begins to answer before that, with 503.
 * @throws Error with what it said when it ends before
 */
export async function untilServing(run: CliRun): Promise<void> {
  const state = { ended: false };
  void run.ended.then(() => (state.ended = true));
  async function isServing(): Promise<boolean> {
    if (!run.output().includes(" answers at ")) return false;
    return (await tasksOf(run)).every(({ status }) => status !== "PENDING");
  }
  while (!(await isServing())) {
    if (state.ended) throw new Error(run.output());
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Ids of the running tasks' processes by service; not of those that are still coming up. */
export async function taskPids(run: CliRun): Promise<Readonly<Record<string, readonly number[]>>> {
  const pids: Record<string, readonly number[]> = {};
  for (const { service, status, pids: own } of await tasksOf(run)) {
    pids[service] = [...(pids[service] ?? []), ...(status === "RUNNING" ? own : [])];
  }
  return pids;
}

interface ShownTask {
  readonly service: string;
  readonly status: string;
  readonly pids: readonly number[];
}

/** The tasks of all services, as the page tells them. */
async function tasksOf(run: CliRun): Promise<readonly ShownTask[]> {
  const { services } = (await (await fetch(`${run.pageUrl}/_local/topology`)).json()) as {
    readonly services: readonly { readonly name: string; readonly tasks: readonly Omit<ShownTask, "service">[] }[];
  };
  return services.flatMap(({ name, tasks }) => tasks.map((task) => ({ ...task, service: name })));
}
