import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { unzipSync } from "fflate";
import { UserError } from "@private-http-api/cli-kit";

/** Unpacks a function's zip file into a folder; a zip with files that would be written outside it is refused. */
export function unpack(archive: string, folder: string): void {
  for (const [name, content] of Object.entries(read(archive))) {
    const path = resolve(folder, name);
    if (!path.startsWith(folder + sep))
      throw new UserError(`${archive} contains ${name}, which is outside its folder.`);
    if (name.endsWith("/")) {
      mkdirSync(path, { recursive: true });
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

function read(archive: string): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(readFileSync(archive));
  } catch (error) {
    throw new UserError(`${archive} is not a zip file (${String(error)}); \`npm run synth\` packs it again.`);
  }
}
