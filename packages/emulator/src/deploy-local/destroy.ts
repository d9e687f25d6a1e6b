import { existsSync } from "node:fs";
import path from "node:path";
import { type StackFolder, stackFolders, stacksOf } from "@private-http-api/terraform-json";
import { type Changes, releaseStateBucket } from "@private-http-api/terraform-folders";
import { synthesisFolder, stackTerraform, type LocalDeployOptions } from "./deploy";
import { discard } from "./discard";
import { answers, givenEndpoint } from "./given-emulator";
import { endLostCloud, forgetCloud } from "./lost-cloud";
import { endedProcesses, readRecord } from "./record";

export interface LocalDestruction {
  readonly stacks: readonly { readonly name: string; readonly changes: Changes }[];
  /** Why stacks could not be destroyed. They are removed anyway together with an emulator that was started here. */
  readonly problems: readonly string[];
  /** Endpoint of an emulator that was already running, and keeps running. */
  readonly givenEndpoint?: string;
}

/** Destroys the deployment in reverse order, then the emulator and everything else; `undefined` if nothing was deployed. */
export async function destroyLocally(options: LocalDeployOptions): Promise<LocalDestruction | undefined> {
  const { folder, environment, env, progress, signal } = options;
  if (!existsSync(folder)) {
    await endLostCloud(folder, options);
    return undefined;
  }
  const cloud = readRecord(folder);
  const destroyed: { name: string; changes: Changes }[] = [];
  const problems: string[] = [];
  const outdir = synthesisFolder(folder);
  const given = cloud && !cloud.starting ? givenEndpoint(cloud) : undefined;
  if (given !== undefined && !(await answers(given))) problems.push(`no emulator answers at ${given}`);
  else if (cloud && !cloud.starting && (await endedProcesses(cloud)).length === 0 && existsSync(outdir)) {
    try {
      const stacks = stacksOf(stackFolders(outdir), environment).filter(wasInitialized);
      for (const stack of stacks.reverse()) {
        signal?.throwIfAborted();
        progress(`${stack.name}: destroying`);
        const terraform = stackTerraform(stack, cloud, options);
        await terraform.init();
        if (stack.name.startsWith("state-")) {
          // The bucket is protected against destroys; states of an emulator are useless without the emulator.
          releaseStateBucket(stack);
          await terraform.apply();
        }
        destroyed.push({ name: stack.name, changes: await terraform.destroy() });
      }
    } catch (error) {
      if (signal?.aborted === true) throw error;
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const ending = Object.keys(cloud?.processes ?? {});
  if (ending.length > 0) progress(`stopping: ${ending.join(", ")}`);
  await discard(folder, cloud, env);
  forgetCloud(folder, env);
  return { stacks: destroyed, problems, ...(given === undefined ? {} : { givenEndpoint: given }) };
}

/** Whether a deploy reached the stack. If it was interrupted before, even the bucket of the other states may be missing. */
function wasInitialized({ folder }: StackFolder): boolean {
  return existsSync(path.join(folder, ".terraform"));
}
