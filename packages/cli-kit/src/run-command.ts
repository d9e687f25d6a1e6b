import { endWithReader } from "./end-with-reader";
import { UserError } from "./user-error";

/** Prints the result of a command; a UserError is printed in one line, with exit code 1. */
export async function runCommand(command: () => Promise<readonly string[]>): Promise<void> {
  endWithReader();
  try {
    for (const line of await command()) process.stdout.write(`${line}\n`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    process.exitCode = 1;
  }
}
