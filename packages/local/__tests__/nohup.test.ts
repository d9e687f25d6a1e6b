import { isStartedByNohup } from "../src/nohup";

function readable(): string {
  return "pos:\t0\nflags:\t02100002\nmnt_id:\t30\n";
}

function writeOnly(): string {
  return "pos:\t0\nflags:\t0100001\n";
}

function withoutProc(): string {
  throw new Error("ENOENT");
}

test("nohup is told by the shell's variable, or by a standard input that cannot be read", () => {
  expect(isStartedByNohup({ _: "/usr/bin/nohup" }, readable)).toBe(true);
  expect(isStartedByNohup({}, writeOnly)).toBe(true);
  expect(isStartedByNohup({ _: "/usr/bin/npm" }, readable)).toBe(false);
  expect(isStartedByNohup({}, withoutProc)).toBe(false);
});
