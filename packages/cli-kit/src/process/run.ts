import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

export interface RunOptions {
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Text for standard input. @default empty */
  readonly input?: string;
  /** Receives every line of both streams as it comes. */
  readonly onLine?: (line: string) => void;
  /**
   * When aborted, sends SIGINT to the command and still waits for its exit. If already aborted, nothing is started. The
   * command has its own process group; otherwise Ctrl-C would reach it twice, which makes Terraform exit at once, without
   * finishing what it does.
   */
  readonly signal?: AbortSignal | undefined;
  /** With a signal: Ctrl-C in the terminal also reaches the command, as it does without a signal. @default false */
  readonly sharesTerminal?: boolean;
}

export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Running commands with their own process group, of which each is the leader. */
const apart = new Set<ChildProcess>();

/** Kills all commands that have a `signal`, with their child processes; for a caller that must exit at once. */
export function killRunning(): void {
  for (const { pid } of apart) {
    try {
      if (pid !== undefined) process.kill(-pid, "SIGKILL");
    } catch {
      // It has just exited.
    }
  }
}

/** Runs a command to completion and returns its output, whatever its exit code. */
export async function tryRun(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  options.signal?.throwIfAborted();
  const { promise, resolve, reject } = deferred<RunResult>();
  const detached = options.signal !== undefined && options.sharesTerminal !== true;
  const child = spawn(command, args, { cwd: options.cwd, env: options.env, detached });
  function interrupt() {
    return child.kill("SIGINT");
  }
  options.signal?.addEventListener("abort", interrupt, { once: true });
  if (detached) apart.add(child);
  const collected = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => (collected[stream] += text));
    if (options.onLine) createInterface({ input: child[stream] }).on("line", options.onLine);
  }
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  child.on("error", (error) => {
    apart.delete(child);
    reject(error);
  });
  child.on("close", (code, signal) => {
    apart.delete(child);
    options.signal?.removeEventListener("abort", interrupt);
    resolve({
      exitCode: code ?? 1,
      ...collected,
      ...(signal ? { stderr: `${collected.stderr}\nended by ${signal}` } : {}),
    });
  });
  return promise;
}

/** Runs a command to completion; a failure throws with the command and the end of its output. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const result = await tryRun(command, args, options);
  if (result.exitCode === 0) return result.stdout;
  const said = `${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-40).join("\n");
  throw new Error(`${command} ${args.join(" ")} ended with exit code ${result.exitCode}:\n${said}`);
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
