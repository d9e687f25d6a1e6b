import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentSchema, serviceSchema } from "@private-http-api/http-api";
import { schemaKeys } from "../../src/schema-keys";

const page = readFileSync(join(__dirname, "../../../../docs/configuration.md"), "utf8");

/** The keys that a section's tables have in their first column. */
function documented(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^\| `([\w.]+)`/gm)].flatMap(([, key]) => key ?? []);
}

test.each([
  ["Services", serviceSchema],
  ["Environments", environmentSchema],
])("%s: the page has a line for every key of the schema, and for no other", (heading, schema) => {
  expect([...documented(heading)].sort()).toEqual([...schemaKeys(schema)].sort());
});
