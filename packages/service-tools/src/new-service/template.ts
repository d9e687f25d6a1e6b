import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Format } from "../format";

/** Languages with a template: each folder of templates/ is a service that works as it is. */
export const LANGUAGES = ["node", "python", "go"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Name and path of the services in templates/. */
const EXAMPLE = { name: "example-service", path: "/api/example" };

const TEMPLATES = join(__dirname, "../../templates");

export interface RenderProps {
  readonly language: Language;
  readonly name: string;
  readonly path: string;
  /** The folder to create. */
  readonly folder: string;
  readonly format: Format;
}

/** Writes a template's files with a service's name and path instead of the example's. */
export async function render({ language, name, path, folder, format }: RenderProps): Promise<void> {
  const template = join(TEMPLATES, language);
  for (const file of filesIn(template)) {
    const text = readFileSync(join(template, file), "utf8")
      .replaceAll(EXAMPLE.path, path)
      .replaceAll(EXAMPLE.name, name);
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    // A longer name changes where lines break.
    writeFileSync(target, await format(target, text));
  }
}

/** Sources of a template, without what a run of it has left behind. */
function filesIn(folder: string, below = ""): readonly string[] {
  return readdirSync(join(folder, below))
    .filter((name) => !["dist", "node_modules", "__pycache__"].includes(name))
    .map((name) => join(below, name))
    .flatMap((path) => (statSync(join(folder, path)).isDirectory() ? filesIn(folder, path) : [path]));
}
