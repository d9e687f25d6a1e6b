/**
 * Three projects: `application` is what you change, its tests in __tests__/ and those of the services beside their
 * sources; `unit` has the packages' tests, in packages/<package>/; `e2e` runs real Terraform, the emulator and the image
 * engine.
 */
const support = "<rootDir>/packages/test-support/src";
const shared = {
  testEnvironment: "node",
  transform: { "^.+\\.[mc]?[tj]s$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  transformIgnorePatterns: ["/node_modules/(?!(jose|zod)/)"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "/dist/"],
  setupFilesAfterEnv: [`${support}/setup-cdktf.ts`],
};

/** @type {import("jest").Config} */
module.exports = {
  reporters: ["default", `${support}/tally-reporter.js`],
  projects: [
    {
      ...shared,
      displayName: "application",
      testTimeout: 30_000,
      testMatch: ["<rootDir>/{__tests__,services}/**/*.test.ts"],
    },
    {
      ...shared,
      displayName: "unit",
      // What takes a second alone takes longer on a busy machine.
      testTimeout: 30_000,
      testMatch: ["<rootDir>/packages/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "/e2e/"],
    },
    {
      ...shared,
      displayName: "e2e",
      testMatch: ["<rootDir>/packages/*/__tests__/e2e/**/*.test.ts"],
      setupFilesAfterEnv: [...shared.setupFilesAfterEnv, `${support}/setup-e2e.ts`],
    },
  ],
};
