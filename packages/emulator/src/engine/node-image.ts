import { readFileSync } from "node:fs";
import path from "node:path";
import type { SynthesizedStack } from "../synthesis/synthesis";

/** The build argument of the services' Dockerfiles that names the image they are built on. */
const argument = "NODE_IMAGE";

/** The Node images that the stacks' image builds start from. */
export function nodeImages(stacks: readonly SynthesizedStack[]): string[] {
  const names = stacks.flatMap(({ folder, template }) =>
    Object.values(template.resource.docker_image).flatMap(({ build }) => {
      const file = path.resolve(folder, build.context, build.dockerfile);
      return build.build_args[argument] ?? defaultOf(readFileSync(file, "utf8")) ?? [];
    }),
  );
  return [...new Set(names)];
}

function defaultOf(dockerfile: string): string | undefined {
  return new RegExp(`^ARG\\s+${argument}=(\\S+)`, "m").exec(dockerfile)?.[1];
}
