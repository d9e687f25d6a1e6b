import { existsSync } from "node:fs";
import { environmentStacks, readSynthesis } from "../synthesis/synthesis";
import type { Changes } from "../terraform/terraform";
import { outdirIn, stackTerraform, type LocalDeployOptions } from "./deploy";
import { discard } from "./discard";
import { endedProcesses, readRecord } from "./record";

export interface LocalDestruction {
  readonly stacks: readonly { readonly name: string; readonly changes: Changes }[];
  /** Why a stack could not be destroyed; it is gone all the same, with the emulator. */
  readonly problems: readonly string[];
}

/** Destroys what was deployed, in reverse order, then the emulator and everything else; undefined where nothing was. */
export async function destroyLocally(options: LocalDeployOptions): Promise<LocalDestruction | undefined> {
  const { folder, environment, env, progress, signal } = options;
  if (!existsSync(folder)) return undefined;
  const cloud = readRecord(folder);
  const destroyed: { name: string; changes: Changes }[] = [];
  const problems: string[] = [];
  const outdir = outdirIn(folder);
  if (cloud && (await endedProcesses(cloud)).length === 0 && existsSync(outdir)) {
    try {
      for (const stack of environmentStacks(readSynthesis(outdir), environment).reverse()) {
        progress(`${stack.name}: destroying`);
        const terraform = stackTerraform(stack, cloud, options);
        await terraform.init();
        destroyed.push({ name: stack.name, changes: await terraform.destroy() });
      }
    } catch (error) {
      if (signal?.aborted === true) throw error;
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  progress("stopping the emulator, the registry and the engine");
  await discard(folder, cloud, env);
  return { stacks: destroyed, problems };
}
