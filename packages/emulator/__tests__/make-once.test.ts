import { existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeOnce } from "../src/tools/make-once";
import { temporaryFolder } from "@private-http-api/test-support";

test("a thing that is made already is not made again", async () => {
  const folder = temporaryFolder({ tool: "made before" });
  const make = jest.fn();
  expect(await makeOnce(path.join(folder, "tool"), make)).toBe(path.join(folder, "tool"));
  expect(make).not.toHaveBeenCalled();
});

test("a failure leaves neither the target nor a draft", async () => {
  const folder = temporaryFolder();
  async function failing(draft: string) {
    await writeFile(draft, "half");
    throw new Error("no network");
  }
  await expect(makeOnce(path.join(folder, "tool"), failing)).rejects.toThrow("no network");
  expect(readdirSync(folder)).toEqual([]);
});

test("the target is not there until all of it is", async () => {
  const target = path.join(temporaryFolder(), "cache/tool");
  await makeOnce(target, async (draft) => {
    await mkdir(draft);
    await writeFile(path.join(draft, "part"), "one");
    expect(existsSync(target)).toBe(false);
  });
  expect(readFileSync(path.join(target, "part"), "utf8")).toBe("one");
});

test("of two that make the same folder at once one wins and both succeed", async () => {
  const target = path.join(temporaryFolder(), "tool");
  let drafts = 0;
  async function make(draft: string) {
    drafts += 1;
    await mkdir(draft);
    await writeFile(path.join(draft, "number"), String(drafts));
    while (drafts < 2) await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all([
    makeOnce(target, make),
    new Promise((resolve) => setTimeout(resolve, 2)).then(() => makeOnce(target, make)),
  ]);
  expect(readdirSync(path.dirname(target))).toEqual(["tool"]);
});
