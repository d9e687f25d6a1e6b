import { spawn } from "node:child_process";
import { Problem } from "./user-error";

/** Runs a script with this node; what it says is shown only when it fails, and is the problem then. */
export function runNode(cwd: string, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const said: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      const text = Buffer.concat(said).toString().trim();
      if (code === 0) resolve();
      else
        reject(
          new Problem(
            ...(text === "" ? [`node ${args.join(" ")} ended with ${signal ?? code ?? ""}.`] : text.split("\n")),
          ),
        );
    });
  });
}
