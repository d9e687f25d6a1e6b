import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { ConfigError } from "./config-error";
import { sortKeys } from "./sort-keys";

/**
 * The content of a committed JSON file beside the config; `undefined` where there is no file.
 *
 * @throws ConfigError when it is not JSON
 */
export function readRecordFile(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    const reason = (error as Error).message;
    const message = `cannot be read: ${reason}; resolve the merge conflict, or restore it from version control`;
    throw new ConfigError(file, [{ path: [], message }]);
  }
}

/** A record as its file has it. */
export function renderRecord(record: unknown): string {
  return `${JSON.stringify(sortKeys(record), null, 2)}\n`;
}

/** Writes a record and renames it into place, so that a reader never sees half a file. */
export function writeRecordFile(file: string, record: unknown): void {
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, renderRecord(record));
  renameSync(draft, file);
}
