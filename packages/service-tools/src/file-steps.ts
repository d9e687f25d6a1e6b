import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Step } from "./steps";

/** Replaces a file's text atomically. */
export function replaceText(file: string, text: string): Step {
  const before = readFileSync(file, "utf8");
  return {
    make: () => {
      writeWhole(file, text);
    },
    undo: () => {
      writeWhole(file, before);
    },
  };
}

/** Moves a finished folder to its place. */
export function moveFolder(from: string, to: string): Step {
  return {
    make: () => {
      renameSync(from, to);
    },
    undo: () => {
      rmSync(to, { recursive: true });
    },
  };
}

/** Removes a folder; it is deleted once every other step is done. */
export function removeFolder(folder: string): Step {
  const aside = besides(folder);
  return {
    make: () => {
      renameSync(folder, aside);
    },
    undo: () => {
      renameSync(aside, folder);
    },
    finish: () => {
      rmSync(aside, { recursive: true });
    },
  };
}

/** A hidden name beside a file or folder, with the same extension. */
export function besides(path: string): string {
  return join(dirname(path), `.${String(process.pid)}-${basename(path)}`);
}

function writeWhole(file: string, text: string): void {
  const temporary = besides(file);
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
