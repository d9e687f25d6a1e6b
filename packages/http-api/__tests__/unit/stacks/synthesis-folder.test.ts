import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../../../src/config/config-error";
import { synthesisFolder } from "../../../src/stacks/synthesis-folder";

const folder = mkdtempSync(join(tmpdir(), "synthesis folder-"));
const before = process.cwd();
beforeAll(() => {
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

function refusal(outdir: string): string {
  try {
    return `took ${synthesisFolder({ CDKTF_OUTDIR: outdir })}`;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

test("the folder is made with its parents, and keeps the name that was given", () => {
  expect(synthesisFolder({ CDKTF_OUTDIR: "a/b/out" })).toBe("a/b/out");
  expect(statSync(join(folder, "a/b/out")).isDirectory()).toBe(true);
});

test("an empty CDKTF_OUTDIR counts as unset", () => {
  expect([synthesisFolder({}), synthesisFolder({ CDKTF_OUTDIR: "" })]).toEqual(["cdktf.out", "cdktf.out"]);
});

test("a file in the way is refused in one line that names the variable", () => {
  const remedy = "name a folder that exists or can be made, and that you can write to";
  writeFileSync("file", "");
  mkdirSync("kept");
  writeFileSync("kept/stacks", "");
  expect(refusal("file")).toBe(`CDKTF_OUTDIR: got file, which is a file; ${remedy}`);
  expect(refusal("file/out")).toBe(`CDKTF_OUTDIR: got file/out, which leads through a file; ${remedy}`);
  expect(refusal("kept")).toBe(`CDKTF_OUTDIR: got kept/stacks, which is a file; ${remedy}`);
});
