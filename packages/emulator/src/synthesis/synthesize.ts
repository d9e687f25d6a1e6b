import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { tryRun } from "@private-http-api/cli-kit";
import type { Surroundings } from "../tools/surroundings";

const projectSchema = z.object({ app: z.string() });

/** Runs the app that cdktf.json names, as `cdktf synth` does; what it says of a wrong config is the error's message. */
export async function synthesize(projectFolder: string, outdir: string, { env, signal }: Surroundings): Promise<void> {
  const { app } = projectSchema.parse(JSON.parse(readFileSync(path.join(projectFolder, "cdktf.json"), "utf8")));
  const bin = path.join(projectFolder, "node_modules", ".bin");
  const result = await tryRun("sh", ["-c", app], {
    cwd: projectFolder,
    env: { ...env, PATH: [bin, env["PATH"] ?? ""].join(path.delimiter), CDKTF_OUTDIR: outdir },
    signal,
  });
  if (result.exitCode !== 0) throw new Error(`${result.stdout}\n${result.stderr}`.trim());
}
