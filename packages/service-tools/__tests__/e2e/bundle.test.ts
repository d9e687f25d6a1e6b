import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  existsSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { BOOKSTORE } from "@private-http-api/test-support/bookstore";

const REPOSITORY = join(__dirname, "../../../..");
const SERVICES = join(BOOKSTORE, "services");
const MODULES = join(REPOSITORY, "node_modules");

/** A repository with these services, somewhere else, whose packages are links. */
function copyOfRepository(): string {
  const root = mkdtempSync(join(realpathSync(tmpdir()), "bundle-"));
  function isSource(path: string) {
    return !/\/(dist|node_modules)$|\.test\.ts$/.test(path.slice(REPOSITORY.length));
  }
  for (const folder of ["packages/service-kit", "packages/service-tools"]) {
    cpSync(join(REPOSITORY, folder), join(root, folder), { recursive: true, filter: isSource });
  }
  cpSync(SERVICES, join(root, "services"), { recursive: true, filter: isSource });
  mkdirSync(join(root, "node_modules", "@private-http-api"), { recursive: true });
  for (const name of ["esbuild", "express", "pino"]) {
    symlinkSync(realpathSync(join(MODULES, name)), join(root, "node_modules", name));
  }
  symlinkSync("../../packages/service-kit", join(root, "node_modules", "@private-http-api", "service-kit"));
  return root;
}

/** One whose services are bundled, and the record of that trusted; each test has a copy of its own. */
let bundled: string;
let root: string;
beforeAll(async () => {
  bundled = copyOfRepository();
  // Files that were written while they were bundled are not trusted yet.
  await setTimeout(50);
  await bundle(bundled);
});
beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "bundle-"));
  cpSync(bundled, root, { recursive: true, verbatimSymlinks: true });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});
afterAll(() => {
  rmSync(bundled, { recursive: true });
});

function inService(...path: string[]): string {
  return join(root, "services", ...path);
}
function serverOf(name: string): Buffer {
  return readFileSync(inService(name, "dist", "server.js"));
}

async function bundle(project = root): Promise<string> {
  // An environment that would lead a bundler astray.
  const env = { NODE_PATH: "/nowhere", NODE_ENV: "development" };
  const own = join(project, "packages/service-tools/src/bundle.mjs");
  const script = existsSync(own) ? own : join(REPOSITORY, "packages/service-tools/src/bundle.mjs");
  return (await promisify(execFile)(process.execPath, [script], { env, cwd: project })).stdout;
}

const BOTH = "bundled services/author-service\nbundled services/book-service\n";

test("gives the same bytes in another folder, where packages are linked", async () => {
  await bundle(BOOKSTORE);
  for (const name of readdirSync(inService())) rmSync(inService(name, "dist"), { recursive: true });
  expect(await bundle()).toBe(BOTH);
  for (const file of ["server.js", "healthcheck.js"]) {
    const here = readFileSync(join(SERVICES, "book-service", "dist", file));
    expect(readFileSync(inService("book-service", "dist", file)).equals(here)).toBe(true);
  }
});

test("writes nothing when nothing changed, whatever the files' times say", async () => {
  utimesSync(inService("book-service", "src", "books.ts"), new Date(), new Date());
  expect(await bundle()).toBe("");
});

test("a changed source changes the bundle of its service alone, and back again", async () => {
  const before = serverOf("book-service");
  const path = inService("book-service", "src", "books.ts");
  const source = readFileSync(path, "utf8");
  writeFileSync(path, source.replace("AWS Basics", "AWS Basics, 2nd ed."));
  expect(await bundle()).toBe("bundled services/book-service\n");
  expect(serverOf("book-service").includes("2nd ed.")).toBe(true);
  writeFileSync(path, source);
  expect(await bundle()).toBe("bundled services/book-service\n");
  expect(serverOf("book-service").equals(before)).toBe(true);
});

test("a file that is new and found first is bundled", async () => {
  writeFileSync(inService("author-service", "src", "authors.tsx"), "export const AUTHORS = [];\n");
  expect(await bundle()).toBe("bundled services/author-service\n");
});

test("dist/ holds the bundle and nothing else", async () => {
  const dist = inService("book-service", "dist");
  const before = serverOf("book-service");
  writeFileSync(join(dist, "left-over.js"), "");
  writeFileSync(join(dist, "server.js"), "edited");
  expect(await bundle()).toBe("bundled services/book-service\n");
  expect(readdirSync(dist).sort()).toEqual(["healthcheck.js", "server.js"]);
  expect(serverOf("book-service").equals(before)).toBe(true);
});

test("nothing comes and goes in a service's folder while it is bundled, which would look like a change of it", async () => {
  const seen: (string | null)[] = [];
  const watcher = watch(inService("book-service"), (_event, name) => seen.push(name));
  writeFileSync(inService("book-service", "dist", "server.js"), "edited");
  expect(await bundle()).toBe("bundled services/book-service\n");
  watcher.close();
  expect(seen).toEqual([]);
  expect(readdirSync(inService()).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test.each(["", "{", "null", '{"tool":"x"}', "[]"])("a damaged record, %j, is one that is not there", async (text) => {
  const record = join(root, "node_modules", ".cache", "bundle-services", "services", "book-service.json");
  writeFileSync(record, text);
  rmSync(inService("book-service", "dist", "server.js"));
  expect(await bundle()).toBe("bundled services/book-service\n");
});

test("another service leaves the others' bundles as they are", async () => {
  const before = serverOf("book-service");
  mkdirSync(inService("a-service", "src"), { recursive: true });
  writeFileSync(
    inService("a-service", "src", "server.ts"),
    'import { createLogger } from "@private-http-api/service-kit";\ncreateLogger("a").info("hello");\n',
  );
  expect(await bundle()).toBe("bundled services/a-service\n");
  expect(readdirSync(inService("a-service", "dist"))).toEqual(["server.js"]);
  rmSync(inService("book-service", "dist"), { recursive: true });
  await bundle();
  expect(serverOf("book-service").equals(before)).toBe(true);
});

test("a source that cannot be bundled is named in one line, and the old bundle stays", async () => {
  const before = serverOf("book-service");
  writeFileSync(inService("book-service", "src", "books.ts"), 'import "./no-such-file";\nexport const BOOKS = [];\n');
  await expect(bundle()).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr:
      'packages/service-tools/src/bundle.mjs: services/book-service/src/books.ts:1:8: Could not resolve "./no-such-file"\n',
  });
  expect(serverOf("book-service").equals(before)).toBe(true);
});
