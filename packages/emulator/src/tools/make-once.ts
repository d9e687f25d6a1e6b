import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";

/**
 * Creates a file or folder atomically, if it does not exist: `make` fills a draft beside it, which is then renamed. A killed
 * run leaves no incomplete target, and of two concurrent runs one wins.
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
