import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import tseslint from "typescript-eslint";

const PATHS = [
  { name: "@cdktf/provider-aws", message: "Import a resource by path (…/lib/vpc): the root loads 2,610 modules." },
  { name: "@cdktf/provider-docker", message: "Import a resource by path (…/lib/image)." },
];

/** What a folder may import of the workspaces, and nothing else of them. */
function allow(files, packages, patterns = []) {
  const others = `(?!(${["none", ...packages].join("|")})(/|$))`;
  return {
    files,
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: PATHS,
          patterns: [
            {
              regex: `^@private-http-api/${others}`,
              message: `This folder may import ${packages.map((name) => `@private-http-api/${name}`).join(", ") || "no package of this repository"}.`,
            },
            ...patterns,
          ],
        },
      ],
    },
  };
}

/** A package imports what its package.json names: its sources the dependencies, its tests those for development too. */
function packageRules(name) {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "packages", name, "package.json"), "utf8"));
  const workspaces = (dependencies = {}) =>
    Object.keys(dependencies)
      .filter((dependency) => dependency.startsWith("@private-http-api/"))
      .map((dependency) => dependency.slice("@private-http-api/".length));
  const sources = workspaces(manifest.dependencies);
  const outside = { regex: "^(\\.\\./)+(packages|services|stacks)/", message: "Import another package by its name." };
  return [
    allow([`packages/${name}/src/**/*.ts`], sources, name === "test-support" ? [] : [outside]),
    allow([`packages/${name}/__tests__/**/*.ts`], [...sources, ...workspaces(manifest.devDependencies), name]),
  ];
}

export default tseslint.config(
  { ignores: ["**/node_modules", "**/dist", "cdktf.out", "coverage", "**/*.js", "**/*.mjs"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-extraneous-class": "off",
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  allow(["*.ts", "stacks/**/*.ts", "__tests__/**/*.ts"], ["http-api"]),
  allow(["services/**/*.ts"], ["service-kit"]),
  ...readdirSync(join(import.meta.dirname, "packages")).flatMap(packageRules),
  {
    // Constructs exist by being created.
    files: ["stacks/**/*.ts", "packages/http-api/src/**/*.ts", "**/__tests__/**/*.ts"],
    rules: { "no-new": "off" },
  },
  {
    files: ["**/cli.ts", "**/main.ts", "bench/**/*.ts", "**/__tests__/**/*.ts", "packages/test-support/**/*.ts"],
    rules: { "no-console": "off" },
  },
);
