import { existsSync, readdirSync, rmdirSync } from "node:fs";

/** Takes away a folder that nothing is left in. */
export function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
