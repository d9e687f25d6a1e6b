import { readFileSync } from "node:fs";
import path from "node:path";

/** Replacements of a page's values: the page's text → the value of the test's deployment. */
export type Substitutions = Readonly<Record<string, string>>;

/**
 * The commands of a section of a page in docs/, with the names of a test.
 *
 * @param substitutions applied in order, to every occurrence
 * @throws Error if the page has no such section, or if no command has a text to replace: the test would then no longer
 * run the page's commands
 */
export function runBook(
  section: string,
  substitutions: Substitutions,
  page: "operations.md" | "deploy.md" = "operations.md",
): readonly string[] {
  const text = readFileSync(path.resolve(__dirname, "../../../docs", page), "utf8");
  const [, body] = text.split(`\n## ${section}\n`);
  if (body === undefined) throw new Error(`docs/${page} has no section ${section}`);
  const [own = ""] = body.split("\n## ");
  const commands = own.split("\n").flatMap((line) => /^ *\$ (.*)$/.exec(line)?.[1] ?? []);
  for (const text of Object.keys(substitutions)) {
    if (!commands.some((command) => command.includes(text))) throw new Error(`${section}: no command has ${text}`);
  }
  return commands.map((command) =>
    Object.entries(substitutions).reduce((all, [text, own]) => all.replaceAll(text, own), command),
  );
}
