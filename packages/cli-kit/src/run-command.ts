import { endWithReader } from "./end-with-reader";
import { fileErrorLine } from "./file-error";
import { UserError } from "./user-error";

/** Prints the result of a command; a UserError, or one of the file system, is printed in one line, with exit code 1. */
export async function runCommand(command: () => Promise<readonly string[]>): Promise<void> {
  endWithReader();
  try {
    for (const line of await command()) process.stdout.write(`${line}\n`);
  } catch (error) {
    const fileError = fileErrorLine(error);
    const lines = error instanceof UserError ? error.lines : fileError && [fileError];
    if (!lines) throw error;
    for (const line of lines) process.stderr.write(`${line}\n`);
    process.exitCode = 1;
  }
}
