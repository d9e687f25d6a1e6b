import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Holds the imports of the whole repository: `npm run imports`, a part of `npm run check`. */

const PREFIX = "@private-http-api/";
const manifests = new Map(
  readdirSync(join(import.meta.dirname, "packages")).map((name) => [
    name,
    JSON.parse(read(`packages/${name}/package.json`)),
  ]),
);

function read(file) {
  return readFileSync(join(import.meta.dirname, file), "utf8");
}

/** What a package exports; whoever imports it gets no further. */
function doors(name) {
  return Object.values(manifests.get(name).exports).map((file) => `packages/${name}/${file.slice("./".length)}`);
}

function doorsOf(dependencies = {}) {
  return Object.keys(dependencies)
    .filter((dependency) => dependency.startsWith(PREFIX))
    .flatMap((dependency) => doors(dependency.slice(PREFIX.length)));
}

/** JSON values and ARNs: what every layer may use. */
const VALUES = doors("terraform-json").filter((door) => door.endsWith("/values.ts"));

const APPLICATION = ["main.ts", "http-api.config.ts", "stacks/"];

/** What a folder may import of this repository besides itself. The most specific line counts. */
const MAY_IMPORT = {
  "main.ts": ["http-api.config.ts", "stacks/", ...doors("http-api")],
  "http-api.config.ts": doors("http-api"),
  "stacks/": doors("http-api"),
  "__tests__/": [...APPLICATION, ...doors("http-api"), ...doors("test-support")],
  "services/": doors("service-kit"),
  "bench/": [...manifests.keys()].flatMap(doors),
  ...Object.assign({}, ...[...manifests].map(([name, manifest]) => ofPackage(name, manifest))),
  "packages/http-api/src/aws/": [],
  "packages/http-api/src/config/": [
    ...VALUES,
    "packages/http-api/src/aws/",
    "packages/http-api/src/policies/rule-names.ts",
    "packages/http-api/src/policies/policy-exception.ts",
  ],
  "packages/http-api/src/constructs/": [...VALUES, "packages/http-api/src/aws/"],
  "packages/http-api/src/docs/": ["packages/http-api/src/config/"],
  "packages/http-api/src/policies/": [...VALUES, "packages/http-api/src/aws/"],
  "packages/http-api/src/stacks/": [
    ...["aws/", "config/", "constructs/", "policies/"].map((folder) => `packages/http-api/src/${folder}`),
    ...doorsOf(manifests.get("http-api").dependencies),
  ],
  "packages/test-support/src/": [
    ...doorsOf(manifests.get("test-support").dependencies),
    "packages/test-support/fixtures/",
    "stacks/",
  ],
  "packages/service-tools/templates/": doors("service-kit"),
  "packages/test-support/fixtures/": ["main.ts", ...doors("http-api"), ...doors("service-kit")],
};

/** A package imports what its package.json names: its sources the dependencies, its tests those for development too. */
function ofPackage(name, { dependencies, devDependencies }) {
  const own = `packages/${name}`;
  return {
    [`${own}/src/`]: doorsOf(dependencies),
    [`${own}/__tests__/`]: [`${own}/`, ...doorsOf(dependencies), ...doorsOf(devDependencies), "stacks/"],
  };
}

/** A path that begins with one of `starts`. */
function beginning(starts) {
  return `^(?:${starts.map((start) => start.replaceAll(".", "\\.")).join("|")})`;
}

function folderRule([folder, allowed]) {
  const inside = Object.keys(MAY_IMPORT).filter((other) => other !== folder && other.startsWith(folder));
  return {
    name: folder,
    comment: `${folder} may import of this repository: ${allowed.join(", ") || "nothing but itself"}.`,
    severity: "error",
    from: { path: beginning([folder]), ...(inside.length > 0 && { pathNot: beginning(inside) }) },
    to: {
      pathNot: `${beginning([folder, ...allowed])}|node_modules`,
      couldNotResolve: false,
      dependencyTypesNot: ["core"],
    },
  };
}

export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "undeclared-dependency",
      comment: "A package's sources import what its package.json names as a dependency.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: "\\.test\\.ts$" },
      // An optional peer is declared, and counts as npm-no-pkg too.
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only", "npm-peer"] },
    },
    ...Object.entries(MAY_IMPORT).map(folderRule),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist/|^cdktf\\.out/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
