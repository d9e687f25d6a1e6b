import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporary-folder";

const validator = join(dirname(require.resolve("@seriousme/openapi-schema-validator")), "bin/validate-api-cli.js");

/** Errors of a document against the schema of OpenAPI 3.1, as the validator reports them; empty if it is valid. */
export function faultsOf(document: unknown): string {
  const file = join(temporaryFolder(), "openapi.json");
  writeFileSync(file, JSON.stringify(document));
  // In a separate process, because jest cannot load an ES module.
  const { stdout, stderr } = spawnSync(process.execPath, [validator, file], { encoding: "utf8" });
  return stdout.includes('"valid": true') ? "" : stdout + stderr;
}
