import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { tryRun } from "@private-http-api/cli-kit";
import { messageOf, ReviewError } from "../errors";

export interface SynthesizeProps {
  /** Folder of the cdktf.json. */
  readonly project: string;
  readonly outdir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

const projectSchema = z.object({ app: z.string() });

/** Runs the app that cdktf.json names; a wrong config is said in the app's own lines. */
export const synthesize = async ({ project, outdir, env, signal }: SynthesizeProps): Promise<void> => {
  const command = appOf(project);
  const bin = path.join(project, "node_modules", ".bin");
  const result = await tryRun("sh", ["-c", command], {
    cwd: project,
    env: { ...env, PATH: [bin, env["PATH"] ?? ""].join(path.delimiter), CDKTF_OUTDIR: outdir },
    signal,
  });
  if (signal.aborted) throw new ReviewError("interrupted; nothing was changed");
  if (result.exitCode !== 0)
    throw new ReviewError(lastWords(result.stderr.trim() === "" ? result.stdout : result.stderr, command));
};

const appOf = (project: string): string => {
  const file = path.join(project, "cdktf.json");
  try {
    return projectSchema.parse(JSON.parse(readFileSync(file, "utf8"))).app;
  } catch (thrown) {
    throw new ReviewError(
      `${file}: no "app" to synthesize with (${messageOf(thrown).split("\n")[0] ?? ""}); run it in the project's folder`,
    );
  }
};

/** The app's refusals are lines of their own; of a crash the line that names the error is enough. */
const lastWords = (output: string, command: string): string => {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const crash = lines.find((line) => /^\w*Error\b.*: /.test(line));
  if (lines.some((line) => /^\s+at /.test(line))) return `\`${command}\` failed: ${crash ?? lines[0] ?? ""}`;
  return lines.length === 0 ? `\`${command}\` failed and said nothing` : lines.join("\n");
};
