import { readFileSync } from "node:fs";
import path from "node:path";
import { objectOf, type StackFile, textOf } from "@private-http-api/terraform-json";
import { imageBuilds } from "./image-builds";

/** The build argument of the services' Dockerfiles that names the image they are built on. */
const argument = "NODE_IMAGE";

/** The Node images that the stacks' image builds start from. */
export function nodeImages(stacks: readonly StackFile[]): string[] {
  const names = stacks.flatMap((stack) =>
    imageBuilds(stack).flatMap((build) => {
      const file = path.resolve(
        stack.folder,
        textOf(build["context"]) ?? "",
        textOf(build["dockerfile"]) ?? "Dockerfile",
      );
      return textOf(objectOf(build["build_args"])[argument]) ?? defaultOf(readFileSync(file, "utf8")) ?? [];
    }),
  );
  return [...new Set(names)];
}

function defaultOf(dockerfile: string): string | undefined {
  return new RegExp(`^ARG\\s+${argument}=(\\S+)`, "m").exec(dockerfile)?.[1];
}
