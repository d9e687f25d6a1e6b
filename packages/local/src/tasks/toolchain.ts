import { spawnSync } from "node:child_process";
import type { StartCommand } from "./start-command";

/** One line where this machine lacks the program that a command starts; nothing where it has it. */
export function missingProgram(
  { needs: { program, saidBy }, cwd }: StartCommand,
  service: string,
  searchPath: string | undefined,
): string | undefined {
  // The shell knows its own commands, its path, and paths relative to the folder.
  const lookup = ["-c", 'command -v -- "$1"', "sh", program];
  const { status } = spawnSync("sh", lookup, { cwd, env: { PATH: searchPath ?? "" }, stdio: "ignore" });
  if (status === 0 || status === null) return undefined;
  const remedy = program.includes("/")
    ? "say in a Procfile beside it how the service starts here (`web: go run .`)"
    : "install it, say in a Procfile how the service starts here";
  return `${service}: ${program}, which ${saidBy} starts, is not on this machine; ${remedy}, or use --containers.`;
}
