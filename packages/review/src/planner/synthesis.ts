import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { messageOf, ReviewError } from "../errors";
import { objectOf, parseJson } from "../plan/json";
import { SynthesizedApp } from "../plan/synthesized";

/** A synthesized stack and where it lies. */
export interface StackFolder {
  readonly name: string;
  readonly folder: string;
  /** Stacks that are deployed before it. */
  readonly dependencies: readonly string[];
}

export interface Synthesis {
  readonly stacks: readonly StackFolder[];
  readonly app: SynthesizedApp;
}

const manifestSchema = z.object({
  stacks: z.record(
    z.string(),
    z.object({ synthesizedStackPath: z.string(), workingDirectory: z.string(), dependencies: z.array(z.string()) }),
  ),
});

/** Reads what a synth wrote into a folder. */
export const readSynthesis = (outdir: string): Synthesis => {
  const manifest = manifestSchema.safeParse(parseJson(read(path.join(outdir, "manifest.json"))));
  if (!manifest.success) throw new ReviewError(`${outdir}/manifest.json: is not what cdktf writes; synthesize again`);
  const entries = Object.entries(manifest.data.stacks);
  return {
    stacks: entries.map(([name, stack]) => ({
      name,
      folder: path.join(outdir, stack.workingDirectory),
      dependencies: stack.dependencies,
    })),
    app: new SynthesizedApp(
      entries.map(([name, stack]) => {
        const json = parseJson(read(path.join(outdir, stack.synthesizedStackPath)));
        return { name, json: objectOf(json) };
      }),
    ),
  };
};

const read = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (thrown) {
    throw new ReviewError(`${file}: cannot be read (${messageOf(thrown)}); synthesize first`);
  }
};

const FRONT = /^(.+)-http-api$/;

/** Environments that have an API. */
export const environmentsOf = ({ stacks }: Synthesis): readonly string[] =>
  stacks.flatMap(({ name }) => FRONT.exec(name)?.[1] ?? []);

/** The stacks of an environment, each after those it depends on, the state's own first. */
export const stacksOf = (synthesis: Synthesis, environment: string): readonly StackFolder[] => {
  const environments = environmentsOf(synthesis);
  if (!environments.includes(environment)) {
    throw new ReviewError(`${environment}: no such environment; the config has ${environments.join(", ") || "none"}`);
  }
  const byName = new Map(synthesis.stacks.map((stack) => [stack.name, stack]));
  const ordered = new Map<string, StackFolder>();
  const visit = (name: string): void => {
    const stack = byName.get(name);
    if (stack === undefined || ordered.has(name)) return;
    stack.dependencies.forEach(visit);
    ordered.set(name, stack);
  };
  visit(`state-${environment}`);
  visit(`${environment}-http-api`);
  return [...ordered.values()];
};
