import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileErrorLine, runCommand } from "../src";

const folder = mkdtempSync(join(tmpdir(), "file error-"));
const file = join(folder, "file");
writeFileSync(file, "");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test.each([
  ["none", () => readFileSync(join(folder, "none")), `no such file or directory; create it, or name another`],
  ["file/x", () => readFileSync(join(file, "x")), `not a directory; a part of the path is a file: name another`],
  [
    "",
    () => {
      writeFileSync(folder, "");
    },
    `illegal operation on a directory; name a file`,
  ],
  [
    "file",
    () => {
      mkdirSync(file);
    },
    `file already exists; remove it, or name another`,
  ],
])("%s: one line that begins with the path", (name, work, rest) => {
  expect(fileErrorLine(thrownBy(work))).toBe(`${join(folder, name)}: ${rest}`);
});

test.each(["EACCES", "EPERM", "EROFS"])("%s asks for permissions", (code) => {
  const error = Object.assign(new Error(`${code}: denied, open '/x'`), { code, syscall: "open", path: "/x" });
  expect(fileErrorLine(error)).toBe("/x: denied; change its permissions, or name another");
});

test("a bug and a command that is not installed are told in their own way", () => {
  expect(fileErrorLine(new TypeError("x is not a function"))).toBeUndefined();
  expect(fileErrorLine(spawnSync("no-such-command").error)).toBeUndefined();
  expect(fileErrorLine("text")).toBeUndefined();
  expect(fileErrorLine(null)).toBeUndefined();
});

test("a command that meets one ends with the line and exit code 1", async () => {
  const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  const before = process.exitCode;
  try {
    await runCommand(() => Promise.resolve([readFileSync(join(folder, "none"), "utf8")]));
    expect([write.mock.calls.map(([text]) => text), process.exitCode]).toEqual([
      [`${join(folder, "none")}: no such file or directory; create it, or name another\n`],
      1,
    ]);
  } finally {
    write.mockRestore();
    process.exitCode = before;
  }
});
