import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../../../..");

/** A section's commands, and the test that executes them: it reads them from the page, or else has a copy of them. */
interface Executed {
  readonly commands: number;
  readonly by: string;
  readonly copied?: true;
}

const RUN_BOOK = "packages/emulator/__tests__/nightly/run-book.test.ts";
const DEPLOY = "packages/emulator/__tests__/e2e/deploy.test.ts";

/** Sections of the run book whose commands a test executes. A new command has to be given to one, and counted here. */
const SECTIONS: Readonly<Record<string, Executed>> = {
  Deploy: { commands: 6, by: RUN_BOOK },
  "Deploy again after a deploy that stopped halfway": { commands: 2, by: RUN_BOOK },
  "Roll back": { commands: 3, by: RUN_BOOK },
  "Change how a service is entered": { commands: 4, by: "packages/emulator/__tests__/nightly/entries.test.ts" },
  "Replace the VPC link": {
    commands: 2,
    by: "packages/emulator/__tests__/nightly/network-changes.test.ts",
    copied: true,
  },
  Rotate: { commands: 3, by: RUN_BOOK },
  Scale: { commands: 1, by: RUN_BOOK },
  Alarms: { commands: 5, by: RUN_BOOK },
  "Restore the state": { commands: 5, by: DEPLOY },
  "Release a lock": { commands: 4, by: DEPLOY },
  "Replace a lost state bucket": { commands: 5, by: RUN_BOOK },
  "Keep the state of the state bucket": { commands: 4, by: RUN_BOOK },
  "Rename the application": { commands: 4, by: "packages/emulator/__tests__/nightly/rename.test.ts" },
  "Move to another Region": { commands: 3, by: RUN_BOOK },
  "Remove a service": { commands: 2, by: RUN_BOOK },
  Destroy: { commands: 4, by: RUN_BOOK },
};

/** Sections whose commands cannot be executed here, and why. */
const NOT_HERE: Readonly<Record<string, string>> = {
  "Look into a task": "a shell in a container that AWS runs; the emulator starts no task",
};

/** Commands within sentences of the run book, by their first words, with the test that executes them or why none does. */
const IN_SENTENCES: Readonly<Record<string, string>> = {
  "aws kms cancel-key-deletion": "takes back within 30 days what AWS alone would have done after them",
  "npm run images": "packages/emulator/__tests__/e2e/deploy-images.test.ts",
  "npm run pin-images": "packages/deployment/__tests__/e2e/pin-images.test.ts",
  "npm run preflight": "packages/deployment/__tests__/e2e/preflight.test.ts",
};

/** README's commands, with the test that executes them or why none does. */
const README: Readonly<Record<string, string>> = {
  "npm ci && npm start": "packages/local/__tests__/e2e/local.test.ts",
  "curl -s localhost:8080/api/books/1": "packages/local/__tests__/e2e/local.test.ts",
  "curl -s localhost:8080/api/booksX": "packages/local/__tests__/e2e/local.test.ts",
  "npm ci && npm test": "this is what runs them all",
};

const book = readFileSync(path.join(root, "docs/operations.md"), "utf8");
const readme = readFileSync(path.join(root, "README.md"), "utf8");

function commandsOf(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => /^ *\$ (.*)$/.exec(line)?.[1] ?? []);
}

/** A file that is named instead of a reason. */
function fileIn(by: string): readonly string[] {
  return by.startsWith("packages/") ? [by] : [];
}

const sections = book
  .split("\n## ")
  .map((section) => [section.split("\n")[0] ?? "", commandsOf(section)] as const)
  .filter(([, commands]) => commands.length > 0);

test("every section of the run book that has commands is executed by a test, or says why it cannot be", () => {
  const known = [...Object.keys(SECTIONS), ...Object.keys(NOT_HERE)];
  expect(sections.map(([name]) => name).sort()).toEqual(known.sort());
});

test.each(Object.entries(SECTIONS))(
  "%s: all of its commands are executed",
  (name, { commands, by, copied = false }) => {
    const [, found] = sections.find(([section]) => section === name) ?? [];
    // Another number: see that the test executes the new command, then count it.
    expect(found).toHaveLength(commands);
    const source = readFileSync(path.join(root, by), "utf8");
    expect(source.includes("runBook(")).toBe(!copied);
    expect(source).toContain(`"${name}"`);
  },
);

test("so is every command within a sentence", () => {
  const sentences = book.replaceAll(/^ *```[^]*?^ *```$/gm, "");
  const commands = [...sentences.matchAll(/`((?:\w+=\w+ )?(?:aws|npx|npm|terraform|git|docker) [^`]+)`/g)].map(
    ([, command = ""]) => command.replaceAll(/\s+/g, " "),
  );
  const blocks = sections.flatMap(([, all]) => all);
  const own = commands.filter((command) => !blocks.some((block) => block.startsWith(command)));
  const unknown = own.filter((command) => !Object.keys(IN_SENTENCES).some((known) => command.startsWith(known)));
  expect(unknown).toEqual([]);
  const unused = Object.keys(IN_SENTENCES).filter((known) => !commands.some((command) => command.startsWith(known)));
  expect(unused).toEqual([]);
});

test("and every command of README", () => {
  expect([...commandsOf(readme)].sort()).toEqual(Object.keys(README).sort());
});

test("the tests that are named are there", () => {
  const named = [...Object.values(IN_SENTENCES), ...Object.values(README)].flatMap(fileIn);
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
