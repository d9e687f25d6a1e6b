import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporary-folder";

const validator = join(dirname(require.resolve("@seriousme/openapi-schema-validator")), "bin/validate-api-cli.js");

/** What the schema of OpenAPI 3.1 has against a document, in the validator's words; empty where it is valid. */
export function faultsOf(document: unknown): string {
  const file = join(temporaryFolder(), "openapi.json");
  writeFileSync(file, JSON.stringify(document));
  // A program of its own: the package is an ES module, which jest cannot load.
  const { stdout, stderr } = spawnSync(process.execPath, [validator, file], { encoding: "utf8" });
  return stdout.includes('"valid": true') ? "" : stdout + stderr;
}
