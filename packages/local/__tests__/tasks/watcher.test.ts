import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Watcher } from "../../src/tasks/watcher";
import { eventually } from "../support/programs";
import { temporaryFolder } from "@private-http-api/test-support";

let watcher: Watcher | undefined;

afterEach(() => watcher?.close());

async function watching(rebuild: () => Promise<readonly string[]> = () => Promise.resolve([]), comesUp = true) {
  const folders = ["carts", "stock", "shared"].map((name) => join(temporaryFolder(), name));
  for (const folder of folders) mkdirSync(join(folder, "dist"), { recursive: true });
  const [carts = "", stock = "", shared = ""] = folders;
  const restarted: string[] = [];
  const notes: string[] = [];
  watcher = new Watcher({
    folders: new Map([
      [carts, ["carts"]],
      [stock, ["stock"]],
      [shared, ["carts", "stock"]],
    ]),
    rebuild,
    restart: (service) => {
      restarted.push(service);
      return Promise.resolve(comesUp);
    },
    note: (line) => notes.push(line),
  });
  await watcher.ready();
  return { carts, stock, shared, restarted, notes };
}

test("a change restarts the service of its folder, once for changes that come together", async () => {
  const { carts, restarted, notes } = await watching();
  for (const name of ["a.ts", "b.ts"]) writeFileSync(join(carts, name), "x");
  await eventually(() => notes.length > 0);
  expect(restarted).toEqual(["carts"]);
});

test("a change of what services share restarts all of them", async () => {
  const { shared, notes, restarted } = await watching();
  writeFileSync(join(shared, "kit.ts"), "x");
  await eventually(() => notes.length === 2);
  expect(restarted).toEqual(["carts", "stock"]);
});

test("what a build makes does not count as a change", async () => {
  const { carts, stock, notes, restarted } = await watching();
  writeFileSync(join(carts, "dist", "server.js"), "x");
  writeFileSync(join(stock, "a.ts"), "x");
  await eventually(() => notes.length > 0);
  expect(restarted).toEqual(["stock"]);
});

test("a build that fails leaves the tasks as they are and says why", async () => {
  const { carts, notes, restarted } = await watching(() => Promise.resolve(["a.ts:1:2: unexpected )"]));
  writeFileSync(join(carts, "a.ts"), "x");
  await eventually(() => notes.length > 0);
  expect(notes).toEqual(["a.ts:1:2: unexpected ) (the tasks keep running unchanged)"]);
  expect(restarted).toEqual([]);
});

test("a service that did not restart is not said to have", async () => {
  const { carts, notes, restarted } = await watching(undefined, false);
  writeFileSync(join(carts, "a.ts"), "x");
  await eventually(() => restarted.length === 1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(notes).toEqual([]);
});

test("a machine that watches no more files is told of once, and the run goes on", async () => {
  const { notes } = await watching();
  const error = new Error("ENOSPC: System limit for number of file watchers reached");
  for (let time = 0; time < 2; time++) watcher?.["watch"]["watcher"].emit("error", error);
  expect(notes).toEqual([
    "Some changes will not be noticed (Error: ENOSPC: System limit for number of file watchers reached); raise the limit of watched or open files: sysctl fs.inotify, ulimit -n.",
  ]);
});
