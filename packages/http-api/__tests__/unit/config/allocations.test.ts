import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configOf, service, temporaryFolder } from "@private-http-api/test-support";
import { readAllocations, recordAllocations } from "../../../src/config/allocation-file";
import { ALLOCATION_FILE } from "../../../src/config/allocations";
import { loadConfig } from "../../../src/config/load-config";
import { formatProblem } from "../../../src/config/problem";
import { resolveConfig } from "../../../src/config/resolve-config";

// Both names have one hash, as far as priorities go.
const customers = { "customers-api": service("/customers") };
const books = { "books-service": service("/books") };

function folderWith(files: Readonly<Record<string, unknown>>): string {
  return temporaryFolder(
    Object.fromEntries(
      Object.entries(files).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
  );
}

/** What a synthesis does with a config: it reads it, and records its numbers. */
function run(folder: string, raw: object, name = "http-api.config.json") {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(raw));
  const config = loadConfig(file);
  return { config, told: recordAllocations(file, config) };
}

function prioritiesIn({ config }: ReturnType<typeof run>) {
  return config.environments[0]?.listenerRulePriorities ?? {};
}

test("a service that is new takes a number that is free, and moves nobody who has one", () => {
  const folder = folderWith({});
  const before = prioritiesIn(run(folder, configOf(customers)));
  const after = prioritiesIn(run(folder, configOf({ ...books, ...customers })));
  expect(after["customers-api"]).toBe(before["customers-api"]);
  expect(after["books-service"]).toBe((before["customers-api"] ?? 0) + 1);
  expect(prioritiesIn(run(folder, configOf(books)))).toEqual({ "books-service": after["books-service"] });
});

test("the first run records the numbers that were given before there was a record, in the order of the file", () => {
  const first = prioritiesIn(run(folderWith({}), configOf({ ...books, ...customers })));
  const other = prioritiesIn(run(folderWith({}), configOf({ ...customers, ...books })));
  expect(first).toEqual({ "books-service": other["customers-api"], "customers-api": other["books-service"] });
});

test("the file is written once, with its keys in order, and told of", () => {
  const folder = folderWith({});
  const { told } = run(folder, configOf({ ports: service("/p", { integration: "nlb" }), app: service("/a") }));
  const file = join(folder, ALLOCATION_FILE);
  expect(told).toBe(`${file}: recorded new listener numbers; commit the file`);
  expect(Object.keys(JSON.parse(readFileSync(file, "utf8")) as object)).toEqual(["shop"]);
  const text = readFileSync(file, "utf8");
  expect(run(folder, configOf({ app: service("/a"), ports: service("/p", { integration: "nlb" }) })).told).toBe(
    undefined,
  );
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("nothing is written where no service has a number", () => {
  const folder = folderWith({});
  const { told } = run(folder, configOf({ app: service("/a", { integration: "cloud-map" }) }));
  expect(told).toBe(undefined);
  expect(existsSync(join(folder, ALLOCATION_FILE))).toBe(false);
});

test("two applications of one folder share the file", () => {
  const folder = folderWith({});
  run(folder, configOf(customers), "a.json");
  run(folder, { ...configOf(books), name: "other" }, "b.json");
  expect(Object.keys(readAllocations(join(folder, "a.json")))).toEqual(["other", "shop"]);
});

test("a file that cannot be written is reported, with what to do", () => {
  const folder = folderWith({});
  const file = join(folder, "there", "http-api.config.json");
  const { config } = resolveConfig(configOf(customers));
  if (!config) throw new Error("refused");
  expect(recordAllocations(file, config)).toMatch(
    /http-api\.allocations\.json: new listener numbers could not be recorded \(.*ENOENT.*commit it, or they may change when a service is added$/,
  );
});

describe("a file is refused", () => {
  function refusal(content: unknown) {
    const folder = folderWith({ [ALLOCATION_FILE]: content });
    try {
      run(folder, configOf(customers));
    } catch (error) {
      return (error as Error).message.replaceAll(`${folder}/`, "");
    }
    return "accepted";
  }

  test("with what a merge left in it", () => {
    expect(refusal("<<<<<<< HEAD")).toMatch(
      /^http-api\.allocations\.json: cannot be read: .*; resolve the merge conflict, or restore it from version control$/,
    );
  });

  test("where two branches gave one number away", () => {
    const numbers = { listenerPorts: {}, listenerRulePriorities: { a: 40_000, b: 40_000 } };
    expect(refusal({ shop: { dev: numbers } })).toBe(
      "http-api.allocations.json: shop.dev.listenerRulePriorities.b: got 40000, which a has too; delete the line of the one that is not deployed yet, and synthesize again",
    );
  });

  test("with a number that AWS does not take", () => {
    expect(refusal({ shop: { dev: { listenerPorts: {}, listenerRulePriorities: { a: 0 } } } })).toBe(
      "http-api.allocations.json: shop.dev.listenerRulePriorities.a: got 0; give at least 1",
    );
  });
});

describe("a number that the config gives", () => {
  const recorded = {
    shop: { dev: { listenerPorts: {}, listenerRulePriorities: { "customers-api": 45_367, old: 9_999 } } },
  };
  function problemsWith(listenerRulePriority: number) {
    return resolveConfig(
      configOf({ ...customers, app: service("/a", { listenerRulePriority }) }),
      recorded,
    ).problems.map(formatProblem);
  }

  test("is refused where another service has it on record", () => {
    expect(problemsWith(45_367)).toEqual([
      "services.app.listenerRulePriority: got 45367, which http-api.allocations.json reserves for customers-api; give another number, or leave it out",
    ]);
    expect(problemsWith(9_999)).toEqual([
      "services.app.listenerRulePriority: got 9999, which http-api.allocations.json reserves for old; give another number, or delete that line if old is destroyed",
    ]);
  });

  test("is on record in the config, and leaves the file alone", () => {
    expect(problemsWith(40_000)).toEqual([]);
  });

  test("a range that is full says which file to tidy", () => {
    const ports = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`s${String(n)}`, 20_000 + n]));
    const full = { shop: { dev: { listenerPorts: ports, listenerRulePriorities: {} } } };
    const { problems } = resolveConfig(configOf({ app: service("/a", { integration: "nlb" }) }), full);
    expect(problems.map(formatProblem)).toEqual([
      "environments.dev.services: no number is free for app from 20000 to 29999: http-api.allocations.json reserves them; delete the lines of services whose listeners and rules are destroyed",
    ]);
  });
});
