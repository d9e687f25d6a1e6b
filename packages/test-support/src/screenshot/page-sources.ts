import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The sources of the local page. */
const SOURCES = path.resolve(__dirname, "../../../local/src/page");

/**
 * A hash of the local page's sources. It is recorded instead of comparing screenshots, which differ between machines
 * because of their fonts.
 */
export function pageSourcesHash(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).sort()) {
    if (/\.(ts|js|css)$/.test(file)) hash.update(`${file}\n`).update(readFileSync(path.join(SOURCES, file)));
  }
  return hash.digest("hex");
}
