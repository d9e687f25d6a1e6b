import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { synthesize } from "@private-http-api/cli-kit";
import {
  environmentsOf,
  readSynthesis,
  type StackFile,
  type StackFolder,
  stacksOf,
} from "@private-http-api/terraform-json";
import { withSettings } from "../moto/aws-environment";
import { Terraform, type Changes } from "@private-http-api/terraform-folders";
import { requireAll } from "../tools/prerequisites";
import type { Surroundings } from "../tools/surroundings";
import { cloudFor, earlierCloud } from "./cloud";
import { longestChain, type Chain, type StateOfResources } from "./longest-chain";
import { moveLocalState } from "./local-state";
import type { CloudRecord } from "./record";
import { ensureStateBucket } from "./state-bucket";

export interface LocalDeployOptions extends Surroundings {
  readonly projectFolder: string;
  readonly environment: string;
  /** Start an emulator that accepts what AWS refuses. @default false */
  readonly lenient?: boolean;
  /** Folder for the cloud, the synthesized JSON, local state and logs. */
  readonly folder: string;
}

export interface LocalDeployment {
  readonly cloud: CloudRecord;
  readonly stacks: readonly DeployedStack[];
  /** Folder with the stacks' current states, one file each. */
  readonly states: string;
  /** Outputs of the API stack that are not sensitive. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface DeployedStack {
  readonly name: string;
  readonly changes: Changes;
  /** How long its apply took, the start of Terraform and reading the state included. */
  readonly seconds: number;
  /** What no deploy of it can be faster than. */
  readonly chain: Chain;
}

/** The synth output in the folder of a local deployment. */
export function synthesisFolder(folder: string): string {
  return path.join(folder, "cdktf.out");
}

/** Deploys all stacks of an environment, its state bucket first, to an emulator, which is started if it is not running. */
export async function deployLocally(options: LocalDeployOptions): Promise<LocalDeployment> {
  const { folder, env, progress, signal } = options;
  requireAll(["terraform", "emulator"], env);
  // Before anything is written to the folder, because the folder is removed together with a cloud that has ended.
  const earlier = await earlierCloud(folder, options);
  mkdirSync(folder, { recursive: true });
  const stacks = await synthesizeEnvironment(options);
  const cloud = await cloudFor(stacks, earlier, folder, options);
  await ensureStateBucket(stacks, cloud.endpoint, signal);

  const states = path.join(folder, "states");
  rmSync(states, { recursive: true, force: true });
  mkdirSync(states);
  const deployed: DeployedStack[] = [];
  let outputs: Record<string, string> = {};
  for (const stack of stacks) {
    signal?.throwIfAborted();
    progress(`${stack.name}: deploying`);
    const terraform = stackTerraform(stack, cloud, options);
    await terraform.init();
    const start = Date.now();
    const { seconds, ...changes } = await terraform.apply();
    const text = await terraform.state();
    const state = JSON.parse(text) as StateOfResources & StateOfOutputs;
    const chain = longestChain(state, seconds);
    deployed.push({ name: stack.name, changes, chain, seconds: (Date.now() - start) / 1000 });
    outputs = visible(state);
    // A state holds secrets in plain text.
    writeFileSync(path.join(states, `${stack.name}.tfstate`), text, { mode: 0o600 });
  }
  return { cloud, stacks: deployed, states, outputs };
}

/** Terraform in a stack's folder, with the cloud's settings; lines of progress begin with the stack's name. */
export function stackTerraform(
  stack: StackFolder,
  cloud: CloudRecord,
  { folder, env, progress, signal }: LocalDeployOptions,
): Terraform {
  return new Terraform({
    folder: stack.folder,
    env: withSettings(env, cloud.settings),
    logFile: path.join(folder, "terraform.log"),
    progress: (line) => {
      progress(`${stack.name}: ${line}`);
    },
    signal,
  });
}

async function synthesizeEnvironment(options: LocalDeployOptions): Promise<readonly StackFile[]> {
  const { environment, folder, projectFolder, env, signal } = options;
  const outdir = synthesisFolder(folder);
  // Recorded images are in AWS's registry; the emulator's registry has only images that are built here.
  await synthesize({ project: projectFolder, outdir, env: { ...env, HTTP_API_IMAGES: "none" }, signal });
  const all = readSynthesis(outdir);
  const known = environmentsOf(all);
  if (!known.includes(environment)) {
    throw new Error(`--environment: ${environment} is not in the config; give one of ${known.join(", ")}`);
  }
  const stacks = stacksOf(all, environment);
  moveLocalState(stacks, folder);
  return stacks;
}

interface StateOfOutputs {
  readonly outputs: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: boolean }>>;
}

function visible({ outputs }: StateOfOutputs): Record<string, string> {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, { value, sensitive }]) =>
      sensitive === true || typeof value !== "string" ? [] : [[name, value]],
    ),
  );
}
