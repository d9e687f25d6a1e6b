import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const manifestSchema = z.object({
  stacks: z.record(
    z.string(),
    z.object({ synthesizedStackPath: z.string(), workingDirectory: z.string(), dependencies: z.array(z.string()) }),
  ),
});

/** The parts of a stack's JSON that are read here. */
const templateSchema = z.object({
  provider: z.object({
    aws: z.array(z.object({ region: z.string(), allowed_account_ids: z.array(z.string()).optional() })).min(1),
  }),
  terraform: z.object({
    backend: z.object({
      s3: z.object({ bucket: z.string(), region: z.string() }).optional(),
      local: z.object({ path: z.string() }).optional(),
    }),
  }),
  resource: z
    .object({
      docker_image: z
        .record(
          z.string(),
          z.object({
            build: z.object({
              context: z.string(),
              dockerfile: z.string().default("Dockerfile"),
              build_args: z.record(z.string(), z.string()).default({}),
            }),
          }),
        )
        .default({}),
      aws_s3_bucket: z.record(z.string(), z.object({ bucket: z.string().optional() })).default({}),
    })
    .default({ docker_image: {}, aws_s3_bucket: {} }),
});

export interface SynthesizedStack {
  readonly name: string;
  readonly folder: string;
  readonly templateFile: string;
  /** Stacks that are deployed before this one. */
  readonly dependencies: readonly string[];
  readonly template: z.output<typeof templateSchema>;
}

/** Reads what `cdktf synth` wrote: all stacks, in the order of the manifest. */
export function readSynthesis(outdir: string): SynthesizedStack[] {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path.join(outdir, "manifest.json"), "utf8")));
  return Object.entries(manifest.stacks).map(([name, stack]) => {
    const templateFile = path.join(outdir, stack.synthesizedStackPath);
    return {
      name,
      folder: path.join(outdir, stack.workingDirectory),
      templateFile,
      dependencies: stack.dependencies,
      template: templateSchema.parse(JSON.parse(readFileSync(templateFile, "utf8"))),
    };
  });
}

/** Names of the environments that have an API stack. */
export function environmentNames(stacks: readonly SynthesizedStack[]): string[] {
  return stacks.flatMap(({ name }) => /^(.+)-http-api$/.exec(name)?.[1] ?? []);
}

/** The stacks of an environment, each after those it depends on; the state stack, where there is one, is the first. */
export function environmentStacks(stacks: readonly SynthesizedStack[], environment: string): SynthesizedStack[] {
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const ordered = new Map<string, SynthesizedStack>();
  const visit = (name: string) => {
    const stack = byName.get(name);
    if (stack === undefined || ordered.has(name)) return;
    for (const dependency of stack.dependencies) visit(dependency);
    ordered.set(name, stack);
  };
  visit(`state-${environment}`);
  visit(`${environment}-http-api`);
  return [...ordered.values()];
}
