import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Processes } from "../local-cloud";
import { startTime, stopProcess } from "@private-http-api/cli-kit";

const recordSchema = z.object({
  /** Not all of it runs yet. It may stay so, if the command that starts it was killed. */
  starting: z.boolean().default(false),
  /** The emulator accepts what AWS refuses. */
  lenient: z.boolean().default(false),
  endpoint: z.string(),
  /** Port of the registry that acts as ECR; none if no image is built. */
  registryPort: z.number().optional(),
  /** Environment variables that make commands use this cloud. */
  settings: z.record(z.string(), z.string()),
  processes: z.record(z.string(), z.object({ pid: z.number(), startTime: z.string() })),
  /** Base images that were imported into an engine that was already running. */
  importedImages: z.array(z.string()),
});

/** A cloud that keeps running after the command that started it, as recorded for the next command. */
export type CloudRecord = z.output<typeof recordSchema>;

const fileName = "cloud.json";

/** Time limit for a server to exit; the engine stops its containers within it. */
const graceSeconds = 30;

export function readRecord(folder: string): CloudRecord | undefined {
  const file = path.join(folder, fileName);
  return existsSync(file) ? recordSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}

/** Writes the file atomically, and readable only for its user, because the settings may contain credentials. */
export function writeRecord(folder: string, record: CloudRecord): void {
  const file = path.join(folder, fileName);
  writeFileSync(`${file}.draft`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.draft`, file);
}

/** The record of a starting cloud, with the processes that were started so far. */
export function startingRecord(processes: Processes): CloudRecord {
  return {
    starting: true,
    lenient: false,
    endpoint: "",
    settings: {},
    processes: { ...processes },
    importedImages: [],
  };
}

/** Names of the recorded processes that no longer exist, for example after a reboot. */
export async function endedProcesses(record: CloudRecord): Promise<string[]> {
  const states = await Promise.all(
    Object.entries(record.processes).map(async ([name, process]) =>
      (await startTime(process.pid)) === process.startTime ? [] : [name],
    ),
  );
  return states.flat();
}

/** Stops the recorded processes that still run, but no other process that has one of their ids by now. */
export async function stopProcesses(record: CloudRecord): Promise<void> {
  await Promise.all(
    Object.values(record.processes).map(async (process) => {
      if ((await startTime(process.pid)) === process.startTime) await stopProcess(process.pid, graceSeconds);
    }),
  );
}
