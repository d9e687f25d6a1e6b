import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../../../..");
const page = readFileSync(path.join(root, "docs/dependencies.md"), "utf8");

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const manifests = ["", ...readdirSync(path.join(root, "packages")).map((name) => `packages/${name}`)]
  .map((folder) => path.join(root, folder, "package.json"))
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, "utf8")) as Manifest);

const ours = new Set(manifests.map(({ name }) => name));
const direct = manifests
  .flatMap((manifest) => [
    manifest.dependencies,
    manifest.devDependencies,
    manifest.optionalDependencies,
    manifest.peerDependencies,
  ])
  .flatMap((dependencies) => Object.entries(dependencies ?? {}))
  .filter(([name]) => !ours.has(name));

test("every direct dependency has its reason on the page, and the page names no other", () => {
  const rows = [...page.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) /gm)].flatMap(([, names = ""]) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect([...new Set(rows)].sort()).toEqual([...new Set(direct.map(([name]) => name))].sort());
});

test("versions are exact, and the same wherever a package is named", () => {
  const versions = new Map<string, Set<string>>();
  for (const [name, version] of direct) versions.set(name, (versions.get(name) ?? new Set()).add(version));
  const wrong = [...versions].filter(
    ([, found]) => found.size > 1 || ![...found].every((one) => /\d+\.\d+\.\d+$/.test(one)),
  );
  expect(wrong).toEqual([]);
});
