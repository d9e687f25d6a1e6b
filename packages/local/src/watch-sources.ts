import { relative, resolve, sep } from "node:path";
import { FileWatch } from "./file-watch";

export interface WatchSourcesProps {
  /** Files and folders. */
  readonly places: readonly string[];
  /** Folders within them that are watched elsewhere, or written by the synthesis. */
  readonly left: () => readonly string[];
  /** Called once for changes that occur together. */
  readonly changed: () => void;
  readonly note: (line: string) => void;
}

/** Changes within this time are handled together, in milliseconds. */
const quiet = 150;

/** What no synthesis reads: dependencies, build output, tests, documents, logs, and everything hidden. */
const never =
  /(^|[/\\])(node_modules|dist|coverage|__tests__|docs|bench|\.[^/\\]+|[^/\\]+\.(md|log|tsbuildinfo))([/\\]|$)/;

/** Reports changes in the sources from which Terraform is synthesized or read. */
export function watchSources({ places: given, left, changed, note }: WatchSourcesProps): FileWatch {
  const places = given.map((place) => resolve(place));
  function ignored(path: string): boolean {
    const place = places.find((one) => path === one || path.startsWith(one + sep));
    if (place === undefined || path === place) return false;
    if (never.test(relative(place, path))) return true;
    return left().some((folder) => !places.includes(folder) && (path === folder || path.startsWith(folder + sep)));
  }
  return new FileWatch({
    places,
    ignored,
    quietMilliseconds: quiet,
    changed,
    onGap: (error) => {
      note(`Some changes of the sources will not be noticed (${String(error)}).`);
    },
  });
}
