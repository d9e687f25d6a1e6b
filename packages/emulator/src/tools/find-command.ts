import { accessSync, constants } from "node:fs";
import path from "node:path";

/** Path of a program on the PATH; `undefined` if it is not found. */
export function findCommand(command: string, env: NodeJS.ProcessEnv): string | undefined {
  return (env["PATH"] ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, command))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
