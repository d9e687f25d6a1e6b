import { execFileSync, spawnSync } from "node:child_process";
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

const helps = new Map<string, string>();

/** What a script of this project says of its options; undefined for one that starts another program. */
function helpOf(script: string): string | undefined {
  const [command, ...args] = (scripts[script] ?? "").replace(/^exec /, "").split(" ");
  if (command !== "node") return undefined;
  const help = helps.get(script) ?? spawnSync(command, [...args, "--help"], { cwd: root, encoding: "utf8" }).stdout;
  helps.set(script, help);
  return help;
}

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

test("the documentation is found to have commands", () => {
  expect(documented.length).toBeGreaterThan(10);
});

test.each(documented)("%s: `npm run %s -- %s` is taken by its program", (_page, script, words) => {
  expect(Object.keys(scripts)).toContain(script);
  const help = helpOf(script);
  if (help !== undefined) expect(notTaken(words, help)).toEqual([]);
});
