import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "@private-http-api/cli-kit";
import { isObject, type JsonObject, parseJson } from "./json";
import type { SynthesizedStack } from "./synthesized-app";

/** Where a synthesized stack is. */
export interface StackFolder {
  readonly name: string;
  /** Folder that Terraform runs in. */
  readonly folder: string;
  /** The stack's cdk.tf.json. */
  readonly file: string;
  /** Names of the stacks that are deployed before this one. */
  readonly dependencies: readonly string[];
}

export interface StackFile extends StackFolder, SynthesizedStack {}

const manifestSchema = z.object({
  stacks: z.record(
    z.string(),
    z.object({ synthesizedStackPath: z.string(), workingDirectory: z.string(), dependencies: z.array(z.string()) }),
  ),
});

/** Reads a synth output: all stacks, in the order of its manifest. */
export function readSynthesis(outdir: string): readonly StackFile[] {
  return stackFolders(outdir).map(readStack);
}

/** The stacks in the manifest of a synth output, without reading them. */
export function stackFolders(outdir: string): readonly StackFolder[] {
  const file = join(outdir, "manifest.json");
  const manifest = manifestSchema.safeParse(readObject(file));
  if (!manifest.success) throw new UserError(`${file} is not a CDKTF manifest; \`npm run synth\` writes a new one.`);
  return Object.entries(manifest.data.stacks).map(([name, stack]) => ({
    name,
    folder: join(outdir, stack.workingDirectory),
    file: join(outdir, stack.synthesizedStackPath),
    dependencies: stack.dependencies,
  }));
}

export function readStack(stack: StackFolder): StackFile {
  return { ...stack, json: readObject(stack.file) };
}

function readObject(file: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UserError(`${file} does not exist; \`npm run synth\` writes it (or start without --no-synth).`);
  }
  const json = parseJson(text);
  if (!isObject(json)) throw new UserError(`${file} is not Terraform JSON; \`npm run synth\` writes a new one.`);
  return json;
}

/** The environments that have an API: the part before `-http-api` in the names of the stacks. */
export function environmentsOf(stacks: readonly { readonly name: string }[]): readonly string[] {
  return stacks.flatMap(({ name }) => /^(.+)-http-api$/.exec(name)?.[1] ?? []);
}

/** The stacks of an environment, each after its dependencies; the stack of the state bucket comes first. */
export function stacksOf<T extends { readonly name: string; readonly dependencies: readonly string[] }>(
  stacks: readonly T[],
  environment: string,
): readonly T[] {
  const environments = environmentsOf(stacks);
  if (!environments.includes(environment)) {
    throw new UserError(`${environment}: no such environment; the config has ${environments.join(", ") || "none"}`);
  }
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const ordered = new Map<string, T>();
  function visit(name: string): void {
    const stack = byName.get(name);
    if (stack === undefined || ordered.has(name)) return;
    stack.dependencies.forEach(visit);
    ordered.set(name, stack);
  }
  visit(`state-${environment}`);
  visit(`${environment}-http-api`);
  // Whoever calls its services by PrivateLink comes after what is called.
  for (const { name } of stacks) if (name.startsWith(`${environment}-consumer-`)) visit(name);
  return [...ordered.values()];
}
