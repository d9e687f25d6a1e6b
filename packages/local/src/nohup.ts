import { readFileSync } from "node:fs";

/**
 * Whether nohup started this run, which then outlives its terminal. Node resets the ignored SIGHUP, so nohup is recognized
 * by other traces: the shell's variable `_`, and a standard input that is open for writing only (GNU).
 */
export function isStartedByNohup(
  env: Readonly<Record<string, string | undefined>>,
  stdinInfo: () => string = () => readFileSync("/proc/self/fdinfo/0", "utf8"),
): boolean {
  if (/(^|\/)nohup$/.test(env["_"] ?? "")) return true;
  try {
    // The last octal digit of the flags is the access mode, 1 is O_WRONLY (open(2)).
    return /^flags:\s*\d*1$/m.test(stdinInfo());
  } catch {
    return false;
  }
}
