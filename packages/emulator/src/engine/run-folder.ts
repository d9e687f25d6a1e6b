import { createHash } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Folder for an engine's sockets: outside of the project, because a socket's path may have at most 107 bytes. */
export function engineRunFolder(engineFolder: string): string {
  return path.join(tmpdir(), `engine-${createHash("sha256").update(engineFolder).digest("hex").slice(0, 12)}`);
}

/**
 * Creates a folder that only its user can enter. Its name is predictable and a daemon with root rights has its sockets
 * there, so a folder that another user has created is refused.
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = lstatSync(folder);
  if (made.isDirectory() && made.uid === process.getuid?.() && (made.mode & 0o077) === 0) return;
  throw new Error(`${folder} must be a folder that only this user may enter: remove it`);
}
