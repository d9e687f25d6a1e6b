const { readdirSync, readFileSync } = require("node:fs");
const { join, relative } = require("node:path");

/**
 * Five projects: `application` is what you change, its tests in __tests__/ and those of the services beside their sources;
 * `unit` has the packages' tests, in packages/<package>/; `fast` is those of them that synthesize nothing and start no
 * process; `e2e` starts processes: services, commands, real Terraform, the emulator, the image engine; `nightly` is
 * what of it takes longer than a pull request should wait.
 */
const support = "<rootDir>/packages/test-support/src";
/** Every module that a source imports by name: loaded when first used, so that a test loads what it needs of a package. */
function importedModules() {
  const sources = ["packages", "services", "stacks", "__tests__"].flatMap((folder) =>
    readdirSync(join(__dirname, folder), { recursive: true })
      .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
      .map((file) => join(__dirname, folder, file)),
  );
  const names = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/from "([^"]+)"/g)].map(([, name]) => name),
  );
  return [...new Set(names)].sort();
}

const shared = {
  testEnvironment: "node",
  runtime: `${support}/jest-runtime.js`,
  transform: {
    "^.+\\.[mc]?[tj]s$": [
      "@swc/jest",
      {
        jsc: { target: "es2022", parser: { syntax: "typescript" } },
        module: { type: "commonjs", lazy: importedModules() },
      },
    ],
  },
  moduleNameMapper: { "^fast-check$": `${support}/seeded-fast-check.js` },
  setupFilesAfterEnv: [`${support}/setup.ts`],
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "/dist/"],
  // Jest gives each test file a context of its own, in which a global is looked up through a proxy: these are parameters
  // of each module instead. None of them is replaced by a test or by fake timers.
  sandboxInjectedGlobals: ["Array", "JSON", "Math", "Object"],
};

const unit = {
  ...shared,
  testMatch: ["<rootDir>/packages/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/e2e/", "/nightly/"],
};

/** Names by which a test synthesizes, or starts a process or waits for one. */
const SLOW = new RegExp(
  [
    ...["SynthesizedApp", "Testing\\.", "synthOutputOf", "topologyOf", "guardedStack", "buildApp", "frontDoor"],
    ...[
      "child_process",
      "synthesize\\(",
      "\\b(?:try)?[rR]un\\(",
      "startBackground",
      "startCli",
      "startService",
      "ServiceProcess",
    ],
    ...["BOOKSTORE", "provider-aws", "servingCases", "LocalFunction", "TaskStarter", "ProcessStarter"],
  ].join("|"),
);

/** Whether a test, or a helper beside it that it imports, is slow. */
function isSlow(file) {
  const text = readFileSync(file, "utf8");
  if (SLOW.test(text)) return true;
  const helpers = [...text.matchAll(/from "(\.{1,2}\/(?:support\/)?[\w-]+)"/g)].map(([, path]) =>
    join(file, "..", `${path}.ts`),
  );
  return helpers.some((helper) => helper.includes("__tests__") && isSlow(helper));
}

function slowTests() {
  return readdirSync(join(__dirname, "packages"), { recursive: true })
    .map((file) => join(__dirname, "packages", file))
    .filter((file) => file.endsWith(".test.ts") && !/node_modules|e2e|nightly/.test(file) && isSlow(file))
    .map((file) => `/${relative(__dirname, file)}$`);
}

/** @type {import("jest").Config} */
module.exports = {
  // All cores: jest leaves one of them to watching files, which nobody asked for here.
  maxWorkers: "100%",
  // What takes a second alone takes longer on a busy machine. Jest reads it here only, not in a project: `long-tests.ts`.
  testTimeout: 60_000,
  testSequencer: `${support}/longest-first.js`,
  reporters: ["default", `${support}/tally-reporter.js`],
  projects: [
    {
      ...shared,
      displayName: "application",
      testMatch: ["<rootDir>/{__tests__,services}/**/*.test.ts"],
    },
    { ...unit, displayName: "unit" },
    { ...unit, displayName: "fast", testPathIgnorePatterns: [...unit.testPathIgnorePatterns, ...slowTests()] },
    {
      ...shared,
      displayName: "e2e",
      setupFilesAfterEnv: [...shared.setupFilesAfterEnv, `${support}/long-tests.ts`],
      testMatch: ["<rootDir>/packages/*/__tests__/e2e/**/*.test.ts"],
    },
    {
      ...shared,
      displayName: "nightly",
      setupFilesAfterEnv: [...shared.setupFilesAfterEnv, `${support}/long-tests.ts`],
      testMatch: ["<rootDir>/packages/*/__tests__/nightly/**/*.test.ts"],
    },
  ],
};
