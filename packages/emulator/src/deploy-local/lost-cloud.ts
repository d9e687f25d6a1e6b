import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "../tools/cache-folder";
import type { Surroundings } from "../tools/surroundings";
import { discard } from "./discard";
import { type CloudRecord, endedProcesses, readRecord, writeRecord } from "./record";

/** Writes a cloud's record into its folder, and where the removal of that folder does not reach it. */
export function keepRecord(folder: string, record: CloudRecord, env: NodeJS.ProcessEnv): void {
  writeRecord(folder, record);
  const copy = copyFolder(folder, env);
  mkdirSync(copy, { recursive: true });
  writeRecord(copy, record);
}

/** Ends a cloud whose folder was removed by hand while it ran: nothing else would know of it any more. */
export async function endLostCloud(folder: string, { env, progress }: Surroundings): Promise<void> {
  const copy = copyFolder(folder, env);
  const record = readRecord(copy);
  if (record === undefined) return;
  const ended = await endedProcesses(record);
  const running = Object.keys(record.processes).filter((name) => !ended.includes(name));
  if (running.length > 0) {
    progress(
      `${folder} was removed while the ${running.join(" and the ")} of the last deploy ran: stopping, and what was deployed is gone`,
    );
  }
  await discard(folder, record, env);
  forgetCloud(folder, env);
}

/** Removes the record outside of the folder. */
export function forgetCloud(folder: string, env: NodeJS.ProcessEnv): void {
  rmSync(copyFolder(folder, env), { recursive: true, force: true });
}

function copyFolder(folder: string, env: NodeJS.ProcessEnv): string {
  const name = createHash("sha256").update(path.resolve(folder)).digest("hex").slice(0, 16);
  return path.join(cacheFolder(env), "deploy-local", name);
}
