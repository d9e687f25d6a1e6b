import type { z } from "zod";
import { environmentSchema } from "../config/schema/environment-schema";
import { serviceSchema } from "../config/schema/service-schema";
import { keyRows, type KeyRow } from "./key-rows";

/** The schemas whose keys a block of the page can show. */
const SHAPES: Readonly<Record<"services" | "environments", Readonly<Record<string, z.ZodType>>>> = {
  services: serviceSchema.shape,
  environments: environmentSchema.shape,
};

/** `<!-- keys of services: path, image -->`, a table, `<!-- end of keys -->`. */
const BLOCK = /(<!-- keys of (services|environments): ([\w, ]+) -->\n)[\s\S]*?(<!-- end of keys -->)/g;

/**
 * docs/configuration.md with its tables generated from the schema; the text between them is left alone. A block names the
 * top-level keys that its table shows, with all keys below them.
 *
 * @throws Error when a key is in no block, in two, or unknown
 */
export function configurationPage(page: string): string {
  const shown: string[] = [];
  const written = page.replace(BLOCK, (_block, begin: string, of: keyof typeof SHAPES, names: string, end: string) => {
    const keys = names.split(",").map((name) => name.trim());
    shown.push(...keys.map((key) => `${of}: ${key}`));
    const rows = keys.flatMap((key) => {
      const schema = SHAPES[of][key];
      if (!schema) throw new Error(`docs/configuration.md shows "${key}", which ${of} do not have; remove it`);
      return keyRows({ [key]: schema });
    });
    return `${begin}\n${table(rows)}\n${end}`;
  });
  for (const [of, shape] of Object.entries(SHAPES)) {
    for (const key of Object.keys(shape)) {
      const count = shown.filter((each) => each === `${of}: ${key}`).length;
      if (count !== 1) {
        throw new Error(`docs/configuration.md shows "${key}" of ${of} in ${String(count)} blocks; name it in one`);
      }
    }
  }
  return written;
}

const HEADINGS = ["key", "what it is", "default", "allowed"];

/** A Markdown table, padded as Prettier does. */
function table(rows: readonly KeyRow[]): string {
  const cells = rows.map((row) => [`\`${row.key}\``, row.description, row.default, row.allowed]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(...[HEADINGS, ...cells].map((row) => (row[column] ?? "").length), heading.length),
  );
  function line(row: readonly string[]) {
    return `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  }
  return [line(HEADINGS), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)].join("");
}
