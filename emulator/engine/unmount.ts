import { readFileSync } from "node:fs";
import { tryRun } from "../process/run";

/** Takes away mounts below a folder that a daemon which was killed left behind, so that the folder can be removed. */
export async function unmountBelow(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const left = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .flatMap((line) => line.split(" ")[1] ?? [])
    .filter((mount) => mount.startsWith(`${folder}/`));
  for (const mount of left.reverse()) await tryRun("umount", ["--lazy", mount], { env });
}
