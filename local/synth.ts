import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "./problem";

/** Bundles the services, whose content decides the images' tags, and synthesizes: what `npm run synth` does. */
export async function synthesize(project: string): Promise<void> {
  const main = join(project, "main.ts");
  if (!existsSync(main)) throw new Problem(`${main} is not there; run npm start in the project's folder.`);
  await node(project, "services/bundle.mjs");
  await node(project, "--require", "tsx/cjs", "main.ts");
}

/** Runs node; what it says is shown only when it fails, and is the problem then. */
function node(cwd: string, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const said: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) {
        resolve();
        return;
      }
      const lines = Buffer.concat(said).toString().trim().split("\n");
      reject(
        new Problem(
          ...lines,
          ...(lines.join("") === "" ? [`node ${args.join(" ")} ended with ${signal ?? code ?? ""}.`] : []),
        ),
      );
    });
  });
}
