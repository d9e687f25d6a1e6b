import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Time and memory of a command, with all its Node processes. */
export interface Usage {
  readonly wallMilliseconds: number;
  /** Varies less than the wall-clock time on a busy machine. */
  readonly cpuMilliseconds: number;
  /** Of the process with the highest peak. */
  readonly peakMiB: number;
}

const record = z.object({ peakKiB: z.number(), cpuMicroseconds: z.number() });
const PROBE = join(__dirname, "usage-probe.js");

export interface CommandProps {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Working directory. */
  readonly cwd?: string;
  /** Folder that measurements are written to. */
  readonly folder: string;
}

/** Runs a command to completion and measures it. */
export async function measureCommand({ command, args, env, cwd, folder }: CommandProps): Promise<Usage> {
  const usageFile = join(folder, "usage.jsonl");
  rmSync(usageFile, { force: true });
  const startedAt = process.hrtime.bigint();
  const child = spawn(command, args, {
    cwd,
    env: { ...env, NODE_OPTIONS: `--require ${JSON.stringify(PROBE)}`, USAGE_FILE: usageFile },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "close")) as [number | null];
  const wallMilliseconds = Number(process.hrtime.bigint() - startedAt) / 1e6;
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${String(code)}`);
  const used = readFileSync(usageFile, "utf8")
    .trim()
    .split("\n")
    .map((line) => record.parse(JSON.parse(line)));
  return {
    wallMilliseconds,
    cpuMilliseconds: used.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds, 0) / 1000,
    peakMiB: Math.max(...used.map(({ peakKiB }) => peakKiB)) / 1024,
  };
}
