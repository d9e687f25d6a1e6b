import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../../../src/config/config-error";
import { configFileIn, loadConfig } from "../../../src/config/load-config";
import { configOf, service } from "@private-http-api/test-support";

const folder = mkdtempSync(join(tmpdir(), "config-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
/** What is said of a file, without its name. */
function refusal(file: string): string {
  try {
    loadConfig(file);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replaceAll(`${file}: `, "");
    throw error;
  }
  return "";
}
function json(config: unknown) {
  return fileWith("http-api.json", JSON.stringify(config));
}

function folderWith(name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

test("an empty HTTP_API_CONFIG names no other file, for whoever reads it", () => {
  expect(configFileIn({ HTTP_API_CONFIG: "" })).toBe(configFileIn({}));
  expect(configFileIn({ HTTP_API_CONFIG: "other.json" })).toBe("other.json");
});

test("a config is read from .ts and from .json alike", () => {
  const file = fileWith("http-api.ts", `export default ${JSON.stringify(configOf({ app: service("/api/app") }))};`);
  expect(loadConfig(file)).toEqual(loadConfig(json(configOf({ app: service("/api/app") }))));
});

test.each([
  ["is not there", () => join(folder, "missing.json"), "no such file; create it, or name another with HTTP_API_CONFIG"],
  ["is a folder", () => folderWith("folder.ts"), "it is a folder; name the config file with HTTP_API_CONFIG"],
  [
    "is a folder, as JSON",
    () => folderWith("folder.json"),
    "it is a folder; name the config file with HTTP_API_CONFIG",
  ],
  [
    "has another ending",
    () => fileWith("a.yaml", ""),
    "its name must end in .ts or .json; name the config file with HTTP_API_CONFIG",
  ],
  [
    "has no default export",
    () => fileWith("b.ts", "export const a = 1;"),
    "it has no default export; write `export default defineConfig({ … })`",
  ],
  ["throws", () => fileWith("c.ts", 'throw new Error("boom");'), "boom"],
  ["throws a text", () => fileWith("e.ts", 'throw "boom";'), 'threw "boom"'],
  [
    "imports what is not found from its folder",
    () => fileWith("h.ts", 'import { none } from "@private-http-api/none"; export default none;'),
    "Cannot find module '@private-http-api/none'; install it, or move the config to where it is found: into the project",
  ],
  [
    "exports a promise",
    () => fileWith("g.ts", "export default Promise.resolve({});"),
    "its default export is a promise; export the config itself",
  ],
])("a file that %s is refused in one line", (_what, file, why) => {
  expect(refusal(file())).toBe(`cannot be read: ${why}`);
});

test("a file that is no JSON is refused in one line", () => {
  expect(refusal(fileWith("d.json", "{"))).toMatch(/^cannot be read: .*JSON.*$/);
});

describe("what the config names on this machine has to be there:", () => {
  function built(image: object) {
    return json(configOf({ app: service("/api/app", { image }) }));
  }

  test("the folder of an image", () => {
    expect(refusal(built({ build: "nowhere" }))).toBe(
      'services.app.image.build: got "nowhere"; no such folder; give a folder with a Dockerfile, relative to the working directory',
    );
  });

  test("the folder of an image that an environment has of its own, said there", () => {
    const services = { app: { image: { build: "nowhere" } } };
    expect(refusal(json(configOf({ app: service("/api/app") }, { services })))).toMatch(
      /^environments\.dev\.services\.app\.image\.build: got "nowhere"; no such folder/,
    );
  });

  test("its Dockerfile", () => {
    mkdirSync(join(folder, "app"));
    expect(refusal(built({ build: join(folder, "app") }))).toBe(
      `services.app.image.dockerfile: got "Dockerfile", which ${join(folder, "app")} does not have; add it, or name the Dockerfile that it has`,
    );
  });

  test("the source of a function", () => {
    const functions = {
      reports: { path: "/api/reports", source: "nowhere", handler: "index.handler", runtime: "nodejs22.x" },
    };
    expect(refusal(json(configOf({ app: service("/api/app") }, { api: { functions } })))).toBe(
      'environments.dev.api.functions.reports.source: got "nowhere"; no such folder; give the folder to package, relative to the working directory',
    );
  });
});
