import { readFileSync } from "node:fs";
import path from "node:path";
import { type JsonObject, objectOf, type StackFile, textOf } from "@private-http-api/terraform-json";
import { imageBuilds } from "./image-builds";

/** Base images of the stacks' image builds, without duplicates. */
export function baseImages(stacks: readonly StackFile[]): string[] {
  const names = stacks.flatMap((stack) =>
    imageBuilds(stack).flatMap((build) => {
      const context = path.resolve(stack.folder, textOf(build["context"]) ?? "");
      const dockerfile = readFileSync(path.join(context, textOf(build["dockerfile"]) ?? "Dockerfile"), "utf8");
      return imagesOf(dockerfile, objectOf(build["build_args"]));
    }),
  );
  return [...new Set(names)];
}

/**
 * Base images of a Dockerfile's stages, with build arguments filled in; without `scratch` and earlier stages.
 * @param buildArgs values of `ARG`s @default the Dockerfile's defaults
 */
export function imagesOf(dockerfile: string, buildArgs: JsonObject = {}): readonly string[] {
  const args = new Map<string, string>();
  const stages = new Set(["scratch"]);
  const images: string[] = [];
  for (const line of dockerfile.split("\n")) {
    const [, name, fallback] = /^\s*ARG\s+(\w+)(?:=(\S+))?/i.exec(line) ?? [];
    if (name !== undefined) args.set(name, textOf(buildArgs[name]) ?? fallback ?? "");
    const [, from, stage] = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(line) ?? [];
    if (from === undefined) continue;
    const image = from.replaceAll(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) => {
      return args.get(braced ?? bare ?? "") ?? "";
    });
    if (!stages.has(image)) images.push(image);
    if (stage !== undefined) stages.add(stage);
  }
  return images;
}
