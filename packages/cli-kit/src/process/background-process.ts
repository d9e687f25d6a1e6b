import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { startTime, stopProcess } from "./stop-process";

/** `parent`: ends when this process ends, however it ends. `own`: runs until it is stopped. */
export type Lifetime = "parent" | "own";

export interface BackgroundProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Gets both output streams. */
  readonly logFile: string;
  readonly lifetime: Lifetime;
  /** Told of the process before it is known whether it gets ready. */
  readonly onSpawn?: ((process: ProcessIdentity) => void) | undefined;
  /** True once the process does its work; given up when the signal is aborted. */
  readonly ready: (signal: AbortSignal) => Promise<boolean>;
  /** Gives up waiting, and stops the process, when aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Time to exit before it is killed. @default 20 */
  readonly graceSeconds?: number;
}

/** What these servers need on a busy machine, several times over. */
const readyWithinSeconds = 60;

/** What is needed to find a process again from another one. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

export interface BackgroundProcess extends ProcessIdentity {
  stop(): Promise<void>;
}

/**
 * Ends its command when standard input closes, which the system does when the parent is gone, however it went.
 * Forwards SIGTERM. The command does not inherit the pipe.
 */
const keeper = `
exec 3<&0
"$@" 3<&- </dev/null & child=$!
trap 'kill -TERM $child 2>/dev/null' TERM INT
(cat <&3 >/dev/null; kill -TERM $child 2>/dev/null) & watch=$!
while kill -0 $child 2>/dev/null; do wait $child; done
kill $watch 2>/dev/null
`;

/** Starts a server and returns when it is ready; one that ends or never gets ready throws with the end of its log. */
export async function startBackground(options: BackgroundProcessOptions): Promise<BackgroundProcess> {
  options.signal?.throwIfAborted();
  const kept = options.lifetime === "parent";
  const log = openSync(options.logFile, "a");
  const child = spawn(
    kept ? "sh" : options.command,
    kept ? ["-c", keeper, "sh", options.command, ...options.args] : options.args,
    {
      env: options.env,
      detached: true,
      stdio: [kept ? "pipe" : "ignore", log, log],
    },
  );
  closeSync(log);
  let ended: string | undefined;
  child.on("error", (error) => (ended = error.message));
  child.on("exit", (code, signal) => (ended = `it ended with ${signal ?? `exit code ${code ?? "?"}`}`));
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  const { pid } = child;
  const grace = options.graceSeconds ?? 20;
  async function fail(why: string): Promise<never> {
    if (pid !== undefined) await stopProcess(pid, grace);
    const tail = (await readFile(options.logFile, "utf8")).trim().split("\n").slice(-15).join("\n");
    throw new Error(`${options.command} did not start: ${why} (log: ${options.logFile})\n${tail}`);
  }
  const began = pid === undefined ? undefined : await startTime(pid);
  if (pid === undefined || began === undefined) {
    // The reason is reported below.
    await sleep(100);
    return fail(ended ?? "it ended at once");
  }
  options.onSpawn?.({ pid, startTime: began });
  const deadline = Date.now() + readyWithinSeconds * 1000;
  function ready() {
    return options.ready(AbortSignal.timeout(Math.max(1, deadline - Date.now()))).catch(() => false);
  }
  while (!(await ready())) {
    if (ended !== undefined) return fail(ended);
    if (options.signal?.aborted === true) return fail("interrupted");
    if (Date.now() > deadline) return fail(`not ready within ${readyWithinSeconds} s`);
    await sleep(100);
  }
  if (ended !== undefined) return fail(ended);
  return { pid, startTime: began, stop: () => stopProcess(pid, grace) };
}
