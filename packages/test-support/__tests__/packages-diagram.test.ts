import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { packagesDiagram } from "../src/packages-diagram/packages-diagram";
import { temporaryFolder } from "../src/temporary-folder";

const repository = resolve(__dirname, "../../..");

test("docs/architecture.md shows the packages as they depend on each other (else: npm run diagram:packages)", () => {
  expect(readFileSync(join(repository, "docs/architecture.md"), "utf8")).toContain(packagesDiagram(repository));
});

test("an arrow that others imply is left out", () => {
  function manifest(...names: readonly string[]) {
    return JSON.stringify({
      dependencies: Object.fromEntries(names.map((name) => [`@private-http-api/${name}`, "1.0.0"])),
    });
  }
  const folder = temporaryFolder({
    "packages/a/package.json": manifest("b", "c"),
    "packages/b/package.json": manifest("c"),
    "packages/c/package.json": "{}",
    "packages/test-support/package.json": manifest("a"),
  });
  expect(packagesDiagram(folder).split("\n")).toEqual([
    "```mermaid",
    "flowchart TD",
    ...["  a", "  b", "  c", "  a --> b", "  b --> c"],
    "```",
  ]);
});
