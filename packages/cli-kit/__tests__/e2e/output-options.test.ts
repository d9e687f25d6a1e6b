import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "@private-http-api/test-support";
import { tryRun } from "../../src/process/run";

const repository = path.resolve(__dirname, "../../../..");
const { scripts } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const folder = temporaryFolder();
const file = path.join(folder, "file");
writeFileSync(file, "kept");

/** Arguments with which a command would go on to do its work; the path comes last. */
const FILES = {
  review: "dev --synth-only --out",
  diagram: "dev --out",
  probe: "http://127.0.0.1:9/probe --record",
};
const FOLDERS = {
  eject: "dev --out",
  vet: `${folder} --against ${folder} --out`,
  "pipeline plan": "dev --commit 0123456 --out",
  "pipeline apply": "dev --commit 0123456 --approved 0 --out",
  "pipeline drift": "dev --out",
  pack: "--out",
};

async function said(command: string, args: string, place: string) {
  const [name = "", ...subcommand] = command.split(" ");
  const line = `${scripts[name] ?? ""} ${subcommand.join(" ")} ${args} '${place}'`;
  const { stdout, stderr, exitCode } = await tryRun("sh", ["-c", line], { cwd: repository, env: process.env });
  return { stdout, stderr, exitCode };
}

test.each(Object.entries(FILES))("%s refuses a file that it cannot write, before it works", async (command, args) => {
  const below = path.join(file, "x.md");
  const option = args.split(" ").at(-1) ?? "";
  const [isFolder, throughFile] = await Promise.all([said(command, args, folder), said(command, args, below)]);
  expect(isFolder).toEqual({
    stdout: "",
    stderr: `${option}: got ${folder}, which is a folder; name a file that you can write\n`,
    exitCode: 1,
  });
  expect(throughFile).toEqual({
    stdout: "",
    stderr: `${option}: got ${below}, which leads through a file; name a file that you can write\n`,
    exitCode: 1,
  });
});

test.each(Object.entries(FOLDERS))(
  "%s refuses a folder that it cannot make, before it works",
  async (command, args) => {
    const below = path.join(file, "out");
    const remedy = "name a folder that exists or can be made, and that you can write to";
    const [isFile, throughFile] = await Promise.all([said(command, args, file), said(command, args, below)]);
    expect(isFile).toEqual({ stdout: "", stderr: `--out: got ${file}, which is a file; ${remedy}\n`, exitCode: 1 });
    expect(throughFile).toEqual({
      stdout: "",
      stderr: `--out: got ${below}, which leads through a file; ${remedy}\n`,
      exitCode: 1,
    });
    expect(readFileSync(file, "utf8")).toBe("kept");
  },
);
