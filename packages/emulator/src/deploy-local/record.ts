import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Processes } from "../local-cloud";
import { startTime, stopProcess } from "@private-http-api/cli-kit";

const recordSchema = z.object({
  /** Not all of it is there yet, or ever will be: the command that starts it may have been killed. */
  starting: z.boolean().default(false),
  /** The emulator accepts what AWS refuses. */
  lenient: z.boolean().default(false),
  endpoint: z.string(),
  /** Where the registry that plays ECR listens; none where no image is built. */
  registryPort: z.number().optional(),
  /** Environment variables with which commands use this cloud. */
  settings: z.record(z.string(), z.string()),
  processes: z.record(z.string(), z.object({ pid: z.number(), startTime: z.string() })),
  /** Images that were put into an engine which was there already. */
  importedImages: z.array(z.string()),
});

/** A cloud that outlives the command which started it, as the next command finds it. */
export type CloudRecord = z.output<typeof recordSchema>;

const fileName = "cloud.json";

/** How long one server may take to exit; the engine stops its containers within it. */
const graceSeconds = 30;

export function readRecord(folder: string): CloudRecord | undefined {
  const file = path.join(folder, fileName);
  return existsSync(file) ? recordSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}

/** All or nothing, and for its user alone: the settings may hold credentials. */
export function writeRecord(folder: string, record: CloudRecord): void {
  const file = path.join(folder, fileName);
  writeFileSync(`${file}.draft`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.draft`, file);
}

/** The record of a cloud of which only these processes were started so far. */
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

/** Names of the recorded processes that are not there any more, after a reboot for example. */
export async function endedProcesses(record: CloudRecord): Promise<string[]> {
  const states = await Promise.all(
    Object.entries(record.processes).map(async ([name, process]) =>
      (await startTime(process.pid)) === process.startTime ? [] : [name],
    ),
  );
  return states.flat();
}

/** Stops what still runs of the recorded processes, and no other that got one of their ids. */
export async function stopProcesses(record: CloudRecord): Promise<void> {
  await Promise.all(
    Object.values(record.processes).map(async (process) => {
      if ((await startTime(process.pid)) === process.startTime) await stopProcess(process.pid, graceSeconds);
    }),
  );
}
