import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What the local page is made of. */
const SOURCES = path.resolve(__dirname, "../../../local/src/page");

/**
 * A hash of what the local page is made of. A picture of it cannot be compared between machines, whose fonts differ, so
 * the hash of its sources is recorded.
 */
export function pageSourcesHash(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).sort()) {
    if (/\.(ts|js|css)$/.test(file)) hash.update(`${file}\n`).update(readFileSync(path.join(SOURCES, file)));
  }
  return hash.digest("hex");
}
