import { rmSync } from "node:fs";
import path from "node:path";
import { clearEngine } from "../engine/engine";
import { removeImages } from "../engine/images";
import { withSettings } from "../moto/aws-environment";
import { stopProcesses, type CloudRecord } from "./record";
import { removeIfEmpty } from "./remove-if-empty";

/** Ends a local cloud; removes its folder, its mounts, and its images from an engine that was already running. */
export async function discard(folder: string, record: CloudRecord | undefined, env: NodeJS.ProcessEnv): Promise<void> {
  if (record) {
    if (record.registryPort !== undefined && !("engine" in record.processes)) {
      await removeImages(record.registryPort, record.importedImages, withSettings(env, record.settings));
    }
    await stopProcesses(record);
  }
  await clearEngine(path.join(folder, "engine"), env);
  rmSync(folder, { recursive: true, force: true });
  removeIfEmpty(path.dirname(folder));
}
