import tseslint from "typescript-eslint";

const PATHS = [
  { name: "@cdktf/provider-aws", message: "Import a resource by path (…/lib/vpc): the root loads 2,610 modules." },
  { name: "@cdktf/provider-docker", message: "Import a resource by path (…/lib/image)." },
];

export default tseslint.config(
  { ignores: ["**/node_modules", "**/dist", "cdktf.out", "coverage/**", "**/*.js", "**/*.mjs"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "func-style": ["error", "declaration", { overrides: { namedExports: "declaration" }, allowTypeAnnotation: true }],
      "no-console": "error",
      // What else a folder may import is in .dependency-cruiser.mjs.
      "no-restricted-imports": ["error", { paths: PATHS }],
    },
  },
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
