import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { temporaryFolder } from "@private-http-api/test-support";
import { afterCleanUp } from "../src/tools/after-clean-up";
import { failureText } from "../src/tools/failure-text";
import { outdated } from "../src/tools/versions";

describe("versions", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "tools-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function linesWith(programs: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}): string[] {
    for (const [name, says] of Object.entries(programs)) {
      writeFileSync(path.join(folder, name), `#!/bin/sh\necho "${says}"\n`);
      chmodSync(path.join(folder, name), 0o755);
    }
    return outdated(["terraform", "emulator"], { ...env, PATH: `${folder}:/bin:/usr/bin` });
  }

  test.each([
    ["Terraform v1.10.5", "Python 3.12.1", ["terraform is 1.10: install 1.11 or newer"]],
    ["Terraform v1.11.0", "Python 3.9.18", ["python3 is 3.9: install 3.10 or newer"]],
    [
      "Terraform v0.15.0",
      "Python 2.7.18",
      ["terraform is 0.15: install 1.11 or newer", "python3 is 2.7: install 3.10 or newer"],
    ],
    ["Terraform v1.11.4", "Python 3.10.0", []],
    ["Terraform v2.0.0", "Python 3.13.0", []],
  ])("%s and %s", (terraform, python3, lines) => {
    expect(linesWith({ terraform, python3 })).toEqual(lines);
  });

  test("Python is not asked of where the emulator is another's", () => {
    const programs = { terraform: "Terraform v1.11.4", python3: "Python 2.7.18" };
    expect(linesWith(programs, { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" })).toEqual([]);
  });
});

test("a failing clean-up does not hide what failed first", async () => {
  const first = new Error("terraform apply: no");
  expect(await afterCleanUp(first, () => Promise.resolve())).toBe(first);
  expect(await afterCleanUp(first, () => Promise.reject(new Error("EBUSY")))).toMatchObject({
    message: "terraform apply: no\nclean-up: EBUSY; run this with --destroy to remove what is left",
    cause: first,
  });
});

test("a file in the way is said with its path, and what to do", () => {
  const file = temporaryFolder({ ".deploy-local": "" });
  const error = thrownBy(() => {
    mkdirSync(path.join(file, ".deploy-local"));
  });
  expect(failureText(error)).toBe(`${file}/.deploy-local: file already exists; remove it, or name another`);
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test.each(["ENOSPC: no space left on device, write", "terraform init: failed: write x: no space left on device"])(
  "a full disk is said before what failed of it: %s",
  (message) => {
    expect(failureText(new Error(message))).toBe(
      `the disk is full; free some space and run this again, or with --destroy to remove what it made\n${message}`,
    );
  },
);
