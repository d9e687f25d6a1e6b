import { createHash } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Sockets, whose paths may have no more than 107 bytes, wherever the project lies; one folder for each engine folder. */
export function engineRunFolder(engineFolder: string): string {
  return path.join(tmpdir(), `engine-${createHash("sha256").update(engineFolder).digest("hex").slice(0, 12)}`);
}

/**
 * Makes a folder for its user alone. Everybody can guess its name, and a daemon with all rights keeps its sockets there:
 * one that another user has made is refused.
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = lstatSync(folder);
  if (made.isDirectory() && made.uid === process.getuid?.() && (made.mode & 0o077) === 0) return;
  throw new Error(`${folder} must be a folder of this user that nobody else may enter: remove it`);
}
