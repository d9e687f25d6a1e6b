import { readdirSync, readFileSync } from "node:fs";

/** Variable that names the run and the task of a process, to find processes that left their process group. */
export const MARK_VARIABLE = "PRIVATE_HTTP_API_TASK";

/** @param run unique on this machine */
export function taskMark(run: string, taskId: string): string {
  return `${run}:${taskId}`;
}

/**
 * Kills processes that a task has left behind in process groups of their own. The end of a container would have ended them.
 * It needs /proc: Linux only.
 */
export function killMarked(mark: string): void {
  const wanted = `${MARK_VARIABLE}=${mark}`;
  for (const name of processIds()) {
    try {
      if (readFileSync(`/proc/${name}/environ`, "latin1").split("\0").includes(wanted))
        process.kill(Number(name), "SIGKILL");
    } catch {
      // It has ended, or belongs to another user.
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
