import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outdirIn, outputFile, outputFolder, UserError } from "../src";

const folder = mkdtempSync(join(tmpdir(), "output path-"));
const file = join(folder, "file");
writeFileSync(file, "kept");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "accepted";
}

test("a folder is made with its parents, and one that is there is taken", () => {
  const wanted = join(folder, "with space", "a", "b");
  expect(outputFolder("--out", wanted)).toBe(wanted);
  expect(outputFolder("--out", wanted)).toBe(wanted);
  expect(statSync(wanted).isDirectory()).toBe(true);
});

test("a folder that cannot be made is refused in one line: what named it, the path, why, what to do", () => {
  const remedy = "name a folder that exists or can be made, and that you can write to";
  expect(refusal(() => outputFolder("--out", file))).toBe(`--out: got ${file}, which is a file; ${remedy}`);
  expect(refusal(() => outputFolder("--out", join(file, "a", "b")))).toBe(
    `--out: got ${join(file, "a", "b")}, which leads through a file; ${remedy}`,
  );
  expect(refusal(() => outputFolder("--out", "/proc/self/out"))).toMatch(
    /^--out: got \/proc\/self\/out, which cannot be written \([^\n]*\); name a folder /,
  );
});

test("a file's folder is made, and the file is left as it is until the command writes it", () => {
  const wanted = join(folder, "reviews", "dev.md");
  expect(outputFile("--out", wanted)).toBe(wanted);
  expect(statSync(join(folder, "reviews")).isDirectory()).toBe(true);
  expect(statSync(wanted, { throwIfNoEntry: false })).toBeUndefined();
  expect(outputFile("--out", file)).toBe(file);
  expect(statSync(file).size).toBe(4);
});

test("a device is a file to write to", () => {
  expect(outputFile("--out", "/dev/null")).toBe("/dev/null");
});

test("a file that cannot be written is refused in one line", () => {
  const remedy = "name a file that you can write";
  expect(refusal(() => outputFile("--out", folder))).toBe(`--out: got ${folder}, which is a folder; ${remedy}`);
  expect(refusal(() => outputFile("--out", join(file, "x.md")))).toBe(
    `--out: got ${join(file, "x.md")}, which leads through a file; ${remedy}`,
  );
  expect(refusal(() => outputFile("--out", ""))).toBe(`--out: got nothing; ${remedy}`);
});

test("an empty CDKTF_OUTDIR counts as unset", () => {
  expect(outdirIn("/project", { CDKTF_OUTDIR: "" })).toBe("/project/cdktf.out");
  expect(outdirIn("/project", {})).toBe("/project/cdktf.out");
  expect(outdirIn("/project", { CDKTF_OUTDIR: "a b" })).toBe("/project/a b");
});
