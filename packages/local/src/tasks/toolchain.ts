import { spawnSync } from "node:child_process";
import type { StartCommand } from "./start-command";

/** One line if the program that a command starts is not on this machine; `undefined` if it is. */
export function missingProgram(
  { needs: { program, namedBy }, cwd }: StartCommand,
  service: string,
  searchPath: string | undefined,
): string | undefined {
  // The shell resolves its own commands, its PATH, and paths relative to the folder.
  const lookup = ["-c", 'command -v -- "$1"', "sh", program];
  const { status } = spawnSync("sh", lookup, { cwd, env: { PATH: searchPath ?? "" }, stdio: "ignore" });
  if (status === 0 || status === null) return undefined;
  const remedy = program.includes("/")
    ? "add a Procfile beside it that says how the service starts here (`web: go run .`)"
    : "install it, add a Procfile that says how the service starts here";
  return `${service}: ${program}, which ${namedBy} starts, is not on this machine; ${remedy}, or use --containers.`;
}
