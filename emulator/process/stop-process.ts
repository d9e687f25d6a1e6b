import { setTimeout as sleep } from "node:timers/promises";
import { tryRun } from "./run";

/** How often a process that was told to end is looked at. */
const pollMs = 50;

/** When a process began, as `ps` says it: tells it from a later one that got the same id. Undefined: no such process. */
export async function startTime(pid: number): Promise<string | undefined> {
  const { stdout } = await tryRun("ps", ["-o", "lstart=", "-o", "stat=", "-p", String(pid)], {
    env: { PATH, LC_ALL: "C" },
  });
  const [, began, state] = /^\s*(.+?)\s+(\S+)\s*$/.exec(stdout) ?? [];
  return state?.startsWith("Z") ? undefined : began;
}

const PATH = "/usr/bin:/bin";

/** SIGTERM to a process group's leader; after `graceSeconds`, SIGKILL to the whole group. Returns once it is gone. */
export async function stopProcess(pid: number, graceSeconds: number): Promise<void> {
  if (!signalled(pid, "SIGTERM")) return;
  const deadline = Date.now() + graceSeconds * 1000;
  while ((await startTime(pid)) !== undefined) {
    if (Date.now() > deadline) signalled(-pid, "SIGKILL");
    await sleep(pollMs);
  }
}

function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
