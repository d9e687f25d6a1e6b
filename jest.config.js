/** Two projects: `unit` takes seconds; `e2e` runs real Terraform, the emulator and the image engine. */
const shared = {
  testEnvironment: "node",
  transform: { "^.+\\.[mc]?[tj]s$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  transformIgnorePatterns: ["/node_modules/(?!(jose|zod)/)"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "/dist/"],
  setupFilesAfterEnv: ["<rootDir>/__tests__/support/setup-cdktf.ts"],
};

/** @type {import("jest").Config} */
module.exports = {
  reporters: ["default", "<rootDir>/__tests__/support/tally-reporter.js"],
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: [
        "<rootDir>/__tests__/unit/**/*.test.ts",
        "<rootDir>/__tests__/stacks/**/*.test.ts",
        "<rootDir>/services/**/*.test.ts",
      ],
    },
    {
      ...shared,
      displayName: "e2e",
      testMatch: ["<rootDir>/__tests__/e2e/**/*.test.ts"],
      setupFilesAfterEnv: [...shared.setupFilesAfterEnv, "<rootDir>/__tests__/support/setup-e2e.ts"],
    },
  ],
};
