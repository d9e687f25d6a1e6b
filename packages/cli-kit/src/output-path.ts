import { accessSync, constants, mkdirSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "./user-error";

/**
 * Makes the folder that a command is going to write to, and its parents.
 * @param source what named it, for the message: an option or a variable
 * @throws UserError if it cannot be written, before anything else is done
 */
export function outputFolder(source: string, folder: string): string {
  const problem = folderProblem(folder);
  if (problem === undefined) return folder;
  throw new UserError(`${source}: ${problem}`);
}

/** As {@link outputFolder}, for a file: its folder is made, the file itself is not touched. */
export function outputFile(source: string, file: string): string {
  const problem = isFolder(file)
    ? `got ${file}, which is a folder`
    : refusal(file, () => {
        const folder = dirname(file);
        makeFolder(folder);
        accessSync(statsOf(file) ? file : folder, constants.W_OK);
      });
  if (problem === undefined) return file;
  throw new UserError(`${source}: ${problem}; name a file that you can write`);
}

/** Makes a folder and its parents. @returns why it cannot be written, and what to do */
export function folderProblem(folder: string): string | undefined {
  const problem = refusal(folder, () => {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  });
  return problem && `${problem}; name a folder that exists or can be made, and that you can write to`;
}

/** Folder by folder: Node's recursive `mkdirSync` does not return where the system refuses with ENOENT, as below /proc. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(place: string): boolean {
  return statsOf(place)?.isDirectory() === true;
}

function statsOf(place: string): Stats | undefined {
  try {
    return statSync(place);
  } catch {
    return undefined;
  }
}

function refusal(place: string, work: () => void): string | undefined {
  if (place === "") return "got nothing";
  try {
    work();
    return undefined;
  } catch (error) {
    return `got ${place}, which ${reason(place, error as NodeJS.ErrnoException)}`;
  }
}

function reason(place: string, { code, message }: NodeJS.ErrnoException): string {
  if (code !== "EEXIST" && code !== "ENOTDIR") return `cannot be written (${message})`;
  return statsOf(place) === undefined ? "leads through a file" : "is a file";
}
