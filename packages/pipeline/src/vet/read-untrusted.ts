import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readStack, stackFolders, type StackFile } from "@private-http-api/terraform-json";
import { UserError } from "@private-http-api/cli-kit";

/** Far above any real stack; keeps a hostile one from filling the runner's memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads a synthesis that was written by code that has not been reviewed: every stack from its one allowed place, as a plain
 * file, whatever the manifest and links in the folder say.
 */
export function readUntrusted(outdir: string): readonly StackFile[] {
  requireFile(join(outdir, "manifest.json"));
  const declared = stackFolders(outdir);
  for (const { name, file, folder } of declared) {
    const place = join(outdir, "stacks", name);
    if (!/^[A-Za-z0-9][\w-]*$/.test(name) || folder !== place || file !== join(place, "cdk.tf.json")) {
      throw new UserError(`manifest.json: stack ${JSON.stringify(name)}: its file must be stacks/<name>/cdk.tf.json`);
    }
    requireFolder(join(outdir, "stacks"));
    requireFolder(place);
    requireFile(file);
  }
  const names = declared.map(({ name }) => name);
  const others = readdirSync(join(outdir, "stacks")).filter((name) => !names.includes(name));
  if (others.length > 0) throw new UserError(`stacks/${others.join(", stacks/")}: not in manifest.json`);
  return declared.map(readStack);
}

function requireFile(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true) throw new UserError(`${file}: must be a plain file`);
  if (found.size > MAX_BYTES) throw new UserError(`${file}: has ${found.size} bytes; allowed: ${MAX_BYTES}`);
}

function requireFolder(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UserError(`${folder}: must be a folder, not a link`);
  }
}
