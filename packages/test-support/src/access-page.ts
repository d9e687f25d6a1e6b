import { readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";

const PAGE = path.resolve(__dirname, "../../../docs/access.md");

/** A row of the table "who should be able to call", with the config in its section. */
export interface AccessRow {
  readonly who: string;
  readonly section: string;
  /** `undefined` if the section shows none. */
  readonly config: unknown;
}

/** The rows of docs/access.md. */
export function accessRows(): readonly AccessRow[] {
  const page = readFileSync(PAGE, "utf8");
  const [, table = ""] = /\| who should be able to call.*\n\|[ |-]+\n((?:\|.*\n)+)/.exec(page) ?? [];
  const sections = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((text) => [anchorOf(text.split("\n")[0] ?? ""), text] as const),
  );
  return table
    .trim()
    .split("\n")
    .map((row) => {
      const [, who = "", how = ""] = row.split("|").map((cell) => cell.trim());
      const section = /\(#([\w-]+)\)/.exec(how)?.[1] ?? "";
      return { who, section, config: configIn(sections.get(section) ?? "") };
    });
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(/\s/g, "-");
}

function configIn(section: string): unknown {
  const [, code] = /```ts\nexport default defineConfig\((\{[\s\S]*?\n\})\);\n```/.exec(section) ?? [];
  return code === undefined ? undefined : JSON.parse(JSON.stringify(runInNewContext(`(${code})`)));
}
