import { readdirSync, readFileSync } from "node:fs";

/** Names the run and the task that a process belongs to, for the sake of processes that left their process group. */
export const MARK_VARIABLE = "PRIVATE_HTTP_API_TASK";

/** @param run unique on this machine */
export function taskMark(run: string, taskId: string): string {
  return `${run}:${taskId}`;
}

/**
 * Kills what a task has started and left behind in process groups of its own. A container's end would have ended it. Works
 * where there is /proc: on Linux.
 */
export function killMarked(mark: string): void {
  const wanted = `${MARK_VARIABLE}=${mark}`;
  for (const name of processIds()) {
    try {
      if (readFileSync(`/proc/${name}/environ`, "latin1").split("\0").includes(wanted))
        process.kill(Number(name), "SIGKILL");
    } catch {
      // It has ended, or is another user's.
    }
  }
}

function processIds(): readonly string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
