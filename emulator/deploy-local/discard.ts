import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import path from "node:path";
import { clearEngine } from "../engine/engine";
import { withSettings } from "../moto/aws-environment";
import { tryRun } from "../process/run";
import { stopProcesses, type CloudRecord } from "./record";

/** Ends a local cloud and takes away its folder, its mounts and what it put into an engine that was there before. */
export async function discard(folder: string, record: CloudRecord | undefined, env: NodeJS.ProcessEnv): Promise<void> {
  if (record) {
    if (!("engine" in record.processes)) await removeImages(record, withSettings(env, record.settings));
    await stopProcesses(record);
  }
  await clearEngine(path.join(folder, "engine"), env);
  rmSync(folder, { recursive: true, force: true });
  const parent = path.dirname(folder);
  if (existsSync(parent) && readdirSync(parent).length === 0) rmdirSync(parent);
}

/** Removes from an engine that is not the cloud's own what was built for its registry, and the stand-in base images. */
async function removeImages(record: CloudRecord, env: NodeJS.ProcessEnv): Promise<void> {
  if (record.registryPort === undefined) return;
  const { stdout } = await tryRun("docker", ["images", "--format", "{{.Repository}}:{{.Tag}}"], { env });
  const ours = stdout.split("\n").filter((name) => name.startsWith(`127.0.0.1:${record.registryPort ?? ""}/`));
  const names = [...ours, ...record.importedImages];
  if (names.length > 0) await tryRun("docker", ["image", "rm", "--force", ...names], { env });
}
