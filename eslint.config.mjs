import tseslint from "typescript-eslint";

/** Imports that a folder must not make, so that the dependencies of docs/architecture.md stay one-way. */
const layer = (files, forbidden) => ({
  files,
  rules: {
    "no-restricted-imports": [
      "error",
      {
        paths: [
          {
            name: "@cdktf/provider-aws",
            message: "Import a resource by path (…/lib/vpc): the root loads 2,610 modules.",
          },
          { name: "@cdktf/provider-docker", message: "Import a resource by path (…/lib/image)." },
        ],
        patterns: forbidden.map((folder) => ({
          regex: `^(\\.\\.?/)+${folder}(/|$)`,
          message: `This folder must not import ${folder}/.`,
        })),
      },
    ],
  },
});

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
  layer(["**/*.ts"], []),
  layer(["config/**/*.ts"], ["stacks", "constructs", "local", "review", "emulator", "services"]),
  layer(["policies/**/*.ts"], ["stacks", "constructs", "config", "local", "review", "emulator", "services"]),
  layer(["constructs/**/*.ts"], ["stacks", "config", "policies", "local", "review", "emulator", "services"]),
  layer(["stacks/**/*.ts"], ["local", "review", "emulator", "services"]),
  layer(["local/**/*.ts"], ["stacks", "constructs", "review", "services"]),
  layer(["review/**/*.ts"], ["stacks", "constructs", "local", "services"]),
  layer(["emulator/**/*.ts"], ["stacks", "constructs", "review", "services"]),
  layer(["openapi/**/*.ts"], ["stacks", "constructs", "review", "emulator", "services"]),
  layer(
    ["services/**/*.ts"],
    ["config", "stacks", "constructs", "policies", "local", "review", "emulator", "openapi", "bench"],
  ),
  {
    // Constructs exist by being created.
    files: ["stacks/**/*.ts", "constructs/**/*.ts", "__tests__/**/*.ts"],
    rules: { "no-new": "off" },
  },
  {
    files: ["**/cli.ts", "**/main.ts", "bench/**/*.ts", "__tests__/**/*.ts"],
    rules: { "no-console": "off" },
  },
);
