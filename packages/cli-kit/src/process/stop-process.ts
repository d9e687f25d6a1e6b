import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { tryRun } from "./run";

/** Interval at which a process is checked after SIGTERM. */
const pollMs = 50;

/**
 * When a process started, as the system records it: distinguishes it from a later one with the same id, even after a
 * reboot or a clock change. Undefined: no such process.
 */
export async function startTime(pid: number): Promise<string | undefined> {
  return existsSync(bootIdFile) ? linuxStartTime(pid) : startTimeByPs(pid);
}

const bootIdFile = "/proc/sys/kernel/random/boot_id";

/** This boot, and the clock ticks from it to the process's start. */
function linuxStartTime(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // `id (name) state …`: the name may hold anything. The state is the 3rd field, the start the 22nd.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, ticks] = [fields[0], fields[22 - 3]];
  return state === "Z" || state === "X" ? undefined : `${readFileSync(bootIdFile, "utf8").trim()} ${ticks ?? ""}`;
}

async function startTimeByPs(pid: number): Promise<string | undefined> {
  const { stdout } = await tryRun("ps", ["-o", "lstart=", "-o", "stat=", "-p", String(pid)], {
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
  });
  const [, began, state] = /^\s*(.+?)\s+(\S+)\s*$/.exec(stdout) ?? [];
  return state?.startsWith("Z") ? undefined : began;
}

/** SIGTERM to a process group's leader; after `graceSeconds`, SIGKILL to the whole group. Returns once it is gone. */
export async function stopProcess(pid: number, graceSeconds: number): Promise<void> {
  const began = await startTime(pid);
  if (began === undefined || !signalled(pid, "SIGTERM")) return;
  const deadline = Date.now() + graceSeconds * 1000;
  while ((await startTime(pid)) === began) {
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
