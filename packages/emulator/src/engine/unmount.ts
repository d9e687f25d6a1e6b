import { existsSync, readFileSync } from "node:fs";
import { tryRun } from "@private-http-api/cli-kit";

/** Linux's list of mounts. On other systems, no engine is started here that would mount anything. */
const mountsFile = "/proc/mounts";

/** Unmounts what a killed daemon has left in a folder, so that the folder can be removed. */
export async function unmountBelow(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (!existsSync(mountsFile)) return;
  const left = mountsBelow(folder, readFileSync(mountsFile, "utf8"));
  for (const mount of left.reverse()) await tryRun("umount", ["--lazy", mount], { env });
}

/** The mount points below a folder, in the order in which they were mounted. */
export function mountsBelow(folder: string, mounts: string): string[] {
  return mounts
    .split("\n")
    .flatMap((line) => line.split(" ")[1] ?? [])
    .map(unescape)
    .filter((mount) => mount.startsWith(`${folder}/`));
}

/** Spaces, tabs, line feeds and backslashes are escaped as three octal digits. */
function unescape(written: string): string {
  return written.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}
