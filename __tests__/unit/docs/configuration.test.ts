import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentSchema } from "../../../config/schema/environment-schema";
import { serviceSchema } from "../../../config/schema/service-schema";
import { schemaKeys } from "../../support/schema-keys";

const page = readFileSync(join(__dirname, "../../../docs/configuration.md"), "utf8");

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
