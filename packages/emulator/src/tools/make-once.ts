import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a file or folder that does not exist yet, all or nothing: `make` fills a neighbour with a name of its own, which
 * then takes the target's name. A run that is killed half-way leaves no half-made target, and of two runs at once one wins.
 */
export async function makeOnce(target: string, make: (draft: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target;
  await mkdir(path.dirname(target), { recursive: true });
  const draft = `${target}.${randomUUID()}.draft`;
  try {
    await make(draft);
    await rename(draft, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
    return target;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
