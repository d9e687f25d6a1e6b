import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PREFIX = "@private-http-api/";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * The packages of a repository as a Mermaid flowchart: an arrow leads from a package to one it depends on. Arrows that
 * others imply and dependencies of tests are omitted.
 */
export function packagesDiagram(repository: string): string {
  const folder = join(repository, "packages");
  const names = readdirSync(folder).filter((name) => name !== "test-support");
  const dependencies = new Map(names.map((name) => [name, dependenciesOf(join(folder, name))]));
  const edges = names.flatMap((name) =>
    withoutImplied(dependencies.get(name) ?? [], dependencies).map((other) => `  ${name} --> ${other}`),
  );
  return ["```mermaid", "flowchart TD", ...names.map((name) => `  ${name}`), ...edges, "```"].join("\n");
}

function dependenciesOf(folder: string): readonly string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  return Object.keys(dependencies)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length))
    .sort();
}

function withoutImplied(direct: readonly string[], all: ReadonlyMap<string, readonly string[]>): readonly string[] {
  function below(name: string): readonly string[] {
    return (all.get(name) ?? []).flatMap((other) => [other, ...below(other)]);
  }
  const implied = new Set(direct.flatMap(below));
  return direct.filter((name) => !implied.has(name));
}

const BLOCK = /(?<=<!-- packages -->\n\n)[^]*?(?=\n\n<!-- \/packages -->)/;

/** The page with the text between its markers replaced by the diagram. */
export function withPackagesDiagram(page: string, repository: string): string {
  return page.replace(BLOCK, () => packagesDiagram(repository));
}
