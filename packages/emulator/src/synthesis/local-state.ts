import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { SynthesizedStack } from "./synthesis";

const localState = z.looseObject({ path: z.string() });

const backends = z.looseObject({
  terraform: z.looseObject({ backend: z.looseObject({ local: localState.optional() }) }),
  data: z
    .looseObject({
      terraform_remote_state: z.record(z.string(), z.looseObject({ backend: z.string(), config: z.looseObject({}) })),
    })
    .partial()
    .optional(),
});

/**
 * Moves local state, and what reads it, into a folder of the emulator's own. It is the one thing that is altered in the
 * synthesized JSON: the state files of a real deployment lie in the project and must not be touched.
 */
export function moveLocalState(stacks: readonly SynthesizedStack[], folder: string): void {
  for (const stack of stacks) {
    const template = backends.parse(JSON.parse(readFileSync(stack.templateFile, "utf8")));
    const readers = Object.values(template.data?.terraform_remote_state ?? {})
      .filter(({ backend }) => backend === "local")
      .map(({ config }) => config);
    const moved = [template.terraform.backend.local, ...readers].flatMap((config) => {
      const { data } = localState.safeParse(config);
      return config && data ? [Object.assign(config, { path: path.join(folder, path.basename(data.path)) })] : [];
    });
    if (moved.length > 0) writeFileSync(stack.templateFile, JSON.stringify(template, null, 2));
  }
}
