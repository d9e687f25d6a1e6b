import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { temporaryFolder } from "@private-http-api/test-support";

const REGISTER = join(__dirname, "../../register-typescript.js");
const CACHE = "node_modules/.cache/private-http-api/compiled/main.ts";
/** Says whether TypeScript was compiled, or as it was compiled before. */
const MAIN = `import { word } from "./word";
import greet from "greeter";

interface Unused {
  readonly a: string;
}

console.log(greet(word), Object.keys(require.cache).some((file) => file.includes("/tsx/dist/")) ? "compiled" : "kept");
export function fail(given: Unused | undefined): string {
  return (given as Unused).a;
}
if (process.env["FAIL"]) fail(undefined);
`;

/** A program in TypeScript with a package; files are kept once they are older than a moment. */
async function project(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = temporaryFolder({
    "main.ts": MAIN,
    "word.ts": 'export const word: string = "world";\n',
    "node_modules/greeter/index.js": 'module.exports = (word) => require("./hello") + " " + word;',
    "node_modules/greeter/hello.js": 'module.exports = "hello";',
    "node_modules/.package-lock.json": "{}",
    ...files,
  });
  await setTimeout(150);
  return folder;
}

function run(folder: string, env: Readonly<Record<string, string>> = {}) {
  const options = { cwd: folder, env: { ...process.env, ...env }, encoding: "utf8" } as const;
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", REGISTER, join(folder, "main.ts")], options);
  return { stdout, stderr };
}

test("what did not change is compiled once, and does the same", async () => {
  const folder = await project();
  expect(run(folder)).toEqual({ stdout: "hello world compiled\n", stderr: "" });
  expect(run(folder)).toEqual({ stdout: "hello world kept\n", stderr: "" });
});

test("TypeScript comes before JSON of the same name, also when it is not compiled again", async () => {
  const folder = await project({ "word.json": '{ "word": "data" }' });
  expect(run(folder).stdout).toBe("hello world compiled\n");
  expect(run(folder).stdout).toBe("hello world kept\n");
});

test("a changed file is read again, of the program or of a package, also when it is as long as before", async () => {
  const folder = await project();
  run(folder);
  writeFileSync(join(folder, "word.ts"), 'export const word: string = "globe";\n');
  expect(run(folder).stdout).toBe("hello globe compiled\n");
  writeFileSync(join(folder, "node_modules/greeter/hello.js"), 'module.exports = "howdy";');
  expect(run(folder).stdout).toContain("howdy globe");
});

test("what npm installs is found", async () => {
  const folder = await project({
    "node_modules/greeter/index.js": 'module.exports = (word) => require("hello") + " " + word;',
    "node_modules/hello/index.js": 'module.exports = "hello";',
  });
  run(folder);
  expect(run(folder).stdout).toBe("hello world kept\n");
  mkdirSync(join(folder, "node_modules/greeter/node_modules/hello"), { recursive: true });
  writeFileSync(join(folder, "node_modules/greeter/node_modules/hello/index.js"), 'module.exports = "nested";');
  writeFileSync(join(folder, "node_modules/.package-lock.json"), '{ "packages": {} }');
  expect(run(folder).stdout).toContain("nested world");
});

test("a file that comes before another one is found, and so is what a workspace points to now", async () => {
  const folder = await project({
    "main.ts": `import { word } from "./word";
import { part } from "./parts";
import { shared } from "shared";
console.log(word, part, shared);
`,
    "parts/index.ts": 'export const part = "index";\n',
    "packages/shared/package.json": '{ "name": "shared", "exports": "./one.ts" }',
    "packages/shared/one.ts": 'export const shared = "one";\n',
    "packages/shared/two.ts": 'export const shared = "two";\n',
  });
  symlinkSync("../packages/shared", join(folder, "node_modules/shared"));
  await setTimeout(150);
  run(folder);
  expect(run(folder)).toEqual({ stdout: "world index one\n", stderr: "" });
  writeFileSync(join(folder, "parts.ts"), 'export const part = "file";\n');
  expect(run(folder)).toEqual({ stdout: "world file one\n", stderr: "" });
  writeFileSync(join(folder, "packages/shared/package.json"), '{ "name": "shared", "exports": "./two.ts" }');
  expect(run(folder)).toEqual({ stdout: "world file two\n", stderr: "" });
  writeFileSync(join(folder, "word.js"), 'exports.word = "script";\n');
  expect(run(folder)).toEqual({ stdout: "script file two\n", stderr: "" });
  rmSync(join(folder, "word.js"));
  expect(run(folder)).toEqual({ stdout: "world file two\n", stderr: "" });
});

test("an error names the lines of the source, compiled or kept", async () => {
  const folder = await project();
  const [first, second] = [run(folder, { FAIL: "1" }).stderr, run(folder, { FAIL: "1" }).stderr];
  expect(first).toContain(`${join(folder, "main.ts")}:10:28`);
  expect(first).toContain("return (given as Unused).a;");
  expect(second).toContain(`${join(folder, "main.ts")}:10:28`);
  expect(second).toContain("return (given as Unused).a;");
});

test("so does an error in a callback, with its cause", async () => {
  const main = `import { later } from "./later";

later();
`;
  const later = `interface Unused {
  readonly a: string;
}
export function later(): void {
  setTimeout(() => {
    throw new Error("late", { cause: new Error("early") });
  }, 1);
}
`;
  const folder = await project({ "main.ts": main, "later.ts": later });
  for (const { stdout, stderr } of [run(folder), run(folder)]) {
    expect(stdout).toBe("");
    expect(stderr).toContain(`${join(folder, "later.ts")}:6\n    throw new Error("late"`);
    expect(stderr).toContain(`${join(folder, "later.ts")}:6:11)`);
    expect(stderr).toMatch(/\[cause\]: Error: early\n +at .*later\.ts:6:38/);
  }
});

test("an export that is passed on, and one that changes, is what it is", async () => {
  const folder = await project({
    "main.ts": `import * as all from "./all";
all.count();
console.log(all.n, all.constant, all.default, Object.keys(all).sort().join());
`,
    "all.ts": `export * from "./counter";
export { constant, default } from "./constant";
`,
    "counter.ts": `export let n = 0;
export function count(): void {
  n++;
}
`,
    "constant.ts": `export const constant = "c";
export default "d";
`,
  });
  const expected = "1 c d constant,count,default,n\n";
  expect(run(folder)).toEqual({ stdout: expected, stderr: "" });
  expect(run(folder)).toEqual({ stdout: expected, stderr: "" });
});

test.each(["", "{", "nonsense of some length"])("a damaged cache, %j, is one that is not there", async (text) => {
  const folder = await project();
  run(folder);
  expect(existsSync(join(folder, CACHE))).toBe(true);
  writeFileSync(join(folder, CACHE), text);
  expect(run(folder)).toEqual({ stdout: "hello world compiled\n", stderr: "" });
  expect(run(folder).stdout).toBe("hello world kept\n");
});

test("half a cache is one that is not there", async () => {
  const folder = await project();
  run(folder);
  const whole = readFileSync(join(folder, CACHE));
  writeFileSync(join(folder, CACHE), whole.subarray(0, whole.length / 2));
  expect(run(folder)).toEqual({ stdout: "hello world compiled\n", stderr: "" });
});

test("where no cache can be written, every run compiles", async () => {
  const folder = await project({ "node_modules/.cache": "a file" });
  expect(run(folder)).toEqual({ stdout: "hello world compiled\n", stderr: "" });
  expect(run(folder)).toEqual({ stdout: "hello world compiled\n", stderr: "" });
});

test("a package may be a program", async () => {
  const folder = await project({ "node_modules/greeter/hello.js": "#!/usr/bin/env node\nmodule.exports = 'hi';" });
  expect(run(folder).stdout).toBe("hi world compiled\n");
  expect(run(folder).stdout).toBe("hi world kept\n");
});
