import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { startTime } from "@private-http-api/cli-kit";
import { removeIfEmpty } from "./remove-if-empty";

const holderSchema = z.object({ pid: z.number(), startTime: z.string() });

/**
 * Locks a folder against other runs until the returned function is called. The lock of a killed run has no effect, because
 * its process no longer exists.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const file = `${folder}.lock`;
  const draft = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(draft, JSON.stringify({ pid: process.pid, startTime: await startTime(process.pid) }));
  try {
    while (!linked(draft, file)) {
      const holder = readHolder(file);
      if (holder && (await startTime(holder.pid)) === holder.startTime) {
        throw new Error(
          `deploy:local is already running for ${path.basename(folder)}, as process ${holder.pid}: wait until it ends, or stop it`,
        );
      }
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(draft);
  }
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    rmSync(file, { force: true });
    removeIfEmpty(path.dirname(file));
  };
}

/** Links the draft, which is complete, under the name of the lock; `false` if the name exists. */
function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file: string) {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}
