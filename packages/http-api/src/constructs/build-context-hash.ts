import dockerignore from "@balena/dockerignore";
import { createHash, type Hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync, type Dirent } from "node:fs";
import { join } from "node:path";

/** What an image is built from. */
export interface BuildContext {
  /** The folder that is sent to the Docker engine. */
  readonly folder: string;
  /** Relative to the folder. */
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly architecture: string;
}

/**
 * A hash of everything that goes into an image: the Dockerfile, its arguments, the architecture, and the path, the
 * executable bit and the content of every file that .dockerignore does not exclude. Times and owners do not count.
 *
 * @returns 16 hexadecimal digits, fit for a tag
 */
export function hashBuildContext({ folder, dockerfile, buildArgs, architecture }: BuildContext): string {
  const hash = createHash("sha256");
  field(hash, "architecture", architecture);
  for (const [name, value] of Object.entries(buildArgs).sort()) field(hash, `arg ${name}`, value);
  field(hash, "dockerfile", readFileSync(join(folder, dockerfile)));
  addFiles(
    hash,
    folder,
    contextFiles(folder).filter((file) => file !== dockerfile && file !== ".dockerignore"),
  );
  return hash.digest("hex").slice(0, 16);
}

/** A hash of every file of a folder, whatever its .dockerignore says; times and owners do not count. */
export function hashFolder(folder: string): string {
  const hash = createHash("sha256");
  addFiles(hash, folder, filesIn(folder));
  return hash.digest("hex").slice(0, 16);
}

function addFiles(hash: Hash, folder: string, files: readonly string[]): void {
  for (const file of [...files].sort()) field(hash, `file ${file}`, content(join(folder, file)));
}

/** Paths of the files that .dockerignore does not exclude, relative to the folder, in no order. */
export function contextFiles(folder: string): string[] {
  const ignoreFile = join(folder, ".dockerignore");
  const rules = existsSync(ignoreFile) ? readFileSync(ignoreFile, "utf8") : "";
  const filter = dockerignore().add(rules);
  const exceptions = rules
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("!"))
    .map((line) => line.slice(1).replace(/^\//, ""));
  return filesIn(folder, {
    keepsFile: (path) => !filter.ignores(path),
    // An ignored folder is walked only where an exception may lead into it.
    keepsFolder: (path) => !filter.ignores(path) || exceptions.some((exception) => mayLieIn(exception, path)),
  });
}

/** Which files a walk through a folder keeps, and which folders it enters, by path. */
interface Selection {
  readonly keepsFile: (path: string) => boolean;
  readonly keepsFolder: (path: string) => boolean;
}

const EVERYTHING: Selection = { keepsFile: () => true, keepsFolder: () => true };

/** Paths of files, relative to the folder, in no order. */
function filesIn(folder: string, { keepsFile, keepsFolder } = EVERYTHING): string[] {
  const files: string[] = [];
  function walk(relative: string): void {
    for (const entry of readdirSync(join(folder, relative), { withFileTypes: true })) {
      const path = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (keepsFolder(path)) walk(path);
      } else if (isContent(entry) && keepsFile(path)) {
        files.push(path);
      }
    }
  }
  walk("");
  return files;
}

function mayLieIn(exception: string, folder: string): boolean {
  const wildcard = exception.search(/[*?[]/);
  const fixed = wildcard === -1 ? exception : exception.slice(0, wildcard);
  return fixed.startsWith(`${folder}/`) || `${folder}/`.startsWith(wildcard === -1 ? `${fixed}/` : fixed);
}

function isContent(entry: Dirent): boolean {
  return entry.isFile() || entry.isSymbolicLink();
}

function content(path: string): Buffer | string {
  const link = readLink(path);
  if (link !== undefined) return `link ${link}`;
  const executable = (statSync(path).mode & 0o100) !== 0;
  return Buffer.concat([Buffer.from(executable ? "x" : "-"), readFileSync(path)]);
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Lengths are hashed too, so that no two lists of fields are the same bytes. */
function field(hash: Hash, name: string, value: Buffer | string): void {
  hash.update(`${String(Buffer.byteLength(name))}:${name}${String(Buffer.byteLength(value))}:`).update(value);
}
