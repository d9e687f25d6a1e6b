import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { contextFiles, hashBuildContext, hashFolder } from "../../../src/constructs/build-context-hash";

/** A function's code, too, may have a .dockerignore, which says nothing about its archive. */
test("the hash of a folder covers every file, whatever .dockerignore says", () => {
  const folder = mkdtempSync(join(tmpdir(), "function-"));
  function hashWith(files: Readonly<Record<string, string>>) {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return hashFolder(folder);
  }
  mkdirSync(join(folder, "lib"));
  const hashes = [
    hashWith({ ".dockerignore": "lib\n*.mjs\n", "index.mjs": "1", "lib/tax.js": "1" }),
    hashWith({ "index.mjs": "2" }),
    hashWith({ "lib/tax.js": "2" }),
    hashWith({ ".dockerignore": "" }),
  ];
  rmSync(folder, { recursive: true });
  expect(new Set(hashes).size).toBe(4);
});

describe("the hash of a build context", () => {
  let folder: string;
  function write(path: string, content: string) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  function hash(settings: object = {}) {
    return hashBuildContext({ folder, dockerfile: "Dockerfile", buildArgs: {}, architecture: "X86_64", ...settings });
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "context-"));
    write("Dockerfile", "FROM scratch\nCOPY . /");
    write("src/a.js", "a");
    write("src/b.js", "b");
    write("notes.md", "notes");
    write(".dockerignore", "*.md\n");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("fits into a tag", () => {
    expect(hash()).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each([
    [
      "the content of a file",
      () => {
        write("src/a.js", "A");
      },
    ],
    [
      "the name of a file",
      () => {
        rmSync(join(folder, "src/a.js"));
        write("src/c.js", "a");
      },
    ],
    [
      "a new file",
      () => {
        write("src/c.js", "");
      },
    ],
    [
      "the executable bit",
      () => {
        chmodSync(join(folder, "src/a.js"), 0o755);
      },
    ],
    [
      "the Dockerfile",
      () => {
        write("Dockerfile", "FROM scratch");
      },
    ],
    [
      "what .dockerignore leaves",
      () => {
        write(".dockerignore", "");
      },
    ],
  ])("changes with %s", (_what, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  test("changes with the architecture and with a build argument", () => {
    const hashes = [
      hash(),
      hash({ architecture: "ARM64" }),
      hash({ buildArgs: { A: "1" } }),
      hash({ buildArgs: { A: "2" } }),
    ];
    expect(new Set(hashes).size).toBe(4);
  });

  test.each([
    [
      "times",
      () => {
        utimesSync(join(folder, "src/a.js"), 1, 1);
      },
    ],
    [
      "an ignored file",
      () => {
        write("more.md", "more");
      },
    ],
    [
      "permissions of others",
      () => {
        chmodSync(join(folder, "src/a.js"), 0o600);
      },
    ],
  ])("does not change with %s", (_what, change) => {
    const before = hash();
    change();
    expect(hash()).toBe(before);
  });

  test("covers what an exception brings back out of an ignored folder", () => {
    write(".dockerignore", "**\n!dist/server.js\n");
    write("dist/server.js", "bundle");
    write("node_modules/x/index.js", "x");
    expect(contextFiles(folder)).toEqual(["dist/server.js"]);
  });
});
