import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../../../..");
const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  scripts: Readonly<Record<string, string>>;
};
const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root })
  .toString()
  .trim()
  .split("\n")
  .filter((page) => existsSync(path.join(root, page)));

/** Every `npm run <script> -- <words>` of the documentation, and what stands after it on the line left out. */
const documented = pages.flatMap((page) =>
  [...readFileSync(path.join(root, page), "utf8").matchAll(/npm (?:run )?([a-z:]+) -- ([^`#|\n]*)/g)].map(
    ([, script = "", words = ""]) => [page, script, words.trim()] as const,
  ),
);

/** Script → the program in TypeScript that it starts; others start what is not ours. */
const programs = new Map(
  Object.entries(scripts).flatMap(([script, command]) => {
    const program = /^(?:exec )?node --require \S+ (\S+\.ts)$/.exec(command)?.[1];
    return program === undefined ? [] : [[script, path.join(root, program)] as const];
  }),
);

/** What starts a documented command's program, with the one of its commands that is named, and the words for it. */
function started(script: string, words: string): readonly [start: string | undefined, words: string] {
  const program = programs.get(script);
  const [command = "", ...rest] = words.split(/\s+/);
  const isCommand = program !== undefined && readFileSync(program, "utf8").includes(`command("${command}"`);
  return isCommand ? [`${program} ${command}`, rest.join(" ")] : [program, words];
}

let helps: Readonly<Record<string, string>>;
beforeAll(() => {
  const printer = ["--require", require.resolve("tsx/cjs"), path.join(__dirname, "print-help.js")];
  const asked = new Set(documented.map(([, script, words]) => started(script, words)[0] ?? []).flat());
  helps = JSON.parse(execFileSync(process.execPath, [...printer, ...asked], { cwd: root, encoding: "utf8" })) as never;
});

/** What a command line gives that its program does not take. */
function notTaken(words: string, help: string): string[] {
  const usage = /^Usage: .*$/m.exec(help)?.[0].replace("[options]", "") ?? "";
  let room = [...usage.matchAll(/[<[]([\w.|]+?)(\.\.\.)?[>\]]/g)].reduce(
    (sum, [, , many]) => sum + (many ? Infinity : 1),
    0,
  );
  const wrong: string[] = [];
  let isValue = false;
  for (const word of words.split(/\s+/)) {
    const [flag = ""] = word.split("=");
    if (isValue) isValue = false;
    else if (!word.startsWith("--")) {
      room -= 1;
      if (room < 0) wrong.push(word);
    } else {
      const options = [...help.matchAll(new RegExp(`^  (?:-\\w, )?${flag}(?![\\w-])( [<[])?`, "gm"))];
      if (options.length === 0) wrong.push(word);
      isValue = options.some(([, value]) => value !== undefined) && flag === word;
    }
  }
  return wrong;
}

/** Every script that a page names, and the workspace that has it: `npm run score -w packages/review`. */
const named = pages.flatMap((page) =>
  [...readFileSync(path.join(root, page), "utf8").matchAll(/npm run ([a-z][\w:-]*)(?: -w ([\w/-]+))?/g)].map(
    ([, script = "", workspace = ""]) => [page, script, workspace] as const,
  ),
);

test("every script that the documentation names exists", () => {
  const scriptsOf = new Map([["", scripts]]);
  for (const [, , workspace] of named) {
    const text = workspace === "" ? undefined : readFileSync(path.join(root, workspace, "package.json"), "utf8");
    if (text !== undefined) scriptsOf.set(workspace, (JSON.parse(text) as { scripts: typeof scripts }).scripts);
  }
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(([, script, workspace]) => scriptsOf.get(workspace)?.[script] === undefined)).toEqual([]);
});

test("the documentation is found to have commands", () => {
  expect(documented.length).toBeGreaterThan(10);
});

test.each(documented)("%s: `npm run %s -- %s` is taken by its program", (_page, script, words) => {
  expect(Object.keys(scripts)).toContain(script);
  const [start, own] = started(script, words);
  if (start === undefined) return;
  expect(helps[start]).toMatch(/^Usage: /);
  expect(notTaken(own, helps[start] ?? "")).toEqual([]);
});
