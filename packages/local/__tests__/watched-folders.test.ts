import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EcsService, Topology } from "@private-http-api/topology";
import { temporaryFolder } from "@private-http-api/test-support";
import { watchSources } from "../src/watch-sources";
import { watchedFolders } from "../src/watched-folders";
import { api } from "./support/gateway-fixtures";
import { container } from "./support/containers";
import { eventually } from "./support/programs";

function write(file: string, text = "x"): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function topologyOf(...folders: readonly string[]): Topology {
  const services = folders.map((buildContext): EcsService => {
    const task = { address: "t", family: "f", cpu: 256, memoryMiB: 512, containers: [container({ buildContext })] };
    return {
      address: buildContext,
      name: buildContext,
      zones: [],
      desiredCount: 1,
      healthCheckGracePeriodSeconds: 0,
      task,
    };
  });
  return { api: api({ routes: [] }), services, gaps: [] };
}

test("a service follows its folder, and the packages of the project that it depends on, directly or not", () => {
  const project = temporaryFolder();
  for (const [name, dependencies] of Object.entries({
    "services/carts": { "@shop/kit": "1.0.0", express: "5.0.0" },
    "packages/kit": { "@shop/log": "1.0.0" },
    "packages/log": {},
    "packages/other": {},
  })) {
    write(join(project, name, "package.json"), JSON.stringify({ dependencies }));
  }
  write(join(project, "node_modules/express/package.json"), "{}");
  mkdirSync(join(project, "node_modules/@shop"));
  for (const name of ["kit", "log", "other"])
    symlinkSync(join(project, "packages", name), join(project, "node_modules/@shop", name));
  const folders = watchedFolders(topologyOf("services/carts"), project);
  expect([...folders]).toEqual(
    ["services/carts", "packages/kit", "packages/log"].map((name) => [join(project, name), ["services/carts"]]),
  );
});

test("changes of the sources are told once, and not those of what is written, hidden, or followed by others", async () => {
  const project = temporaryFolder();
  write(join(project, "http-api.config.ts"));
  write(join(project, "functions/hello/index.js"));
  write(join(project, "services/carts/server.js"));
  write(join(project, "cdktf.out/manifest.json"));
  const left = [join(project, "cdktf.out"), join(project, "services/carts")];
  let changes = 0;
  const watcher = watchSources({
    places: [project],
    left: () => left,
    changed: () => {
      changes += 1;
    },
    note: () => undefined,
  });
  await watcher.ready();
  for (const quiet of [
    "cdktf.out/manifest.json",
    "services/carts/server.js",
    ".git/index",
    "node_modules/a.js",
    "x.md",
  ])
    write(join(project, quiet), "y");
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(changes).toBe(0);
  write(join(project, "http-api.config.ts"), "y");
  write(join(project, "functions/hello/index.js"), "y");
  await eventually(() => changes === 1);
  await watcher.close();
});

test("a state is followed as a file", async () => {
  const file = join(temporaryFolder(), "terraform.tfstate");
  write(file);
  let changes = 0;
  const watcher = watchSources({
    places: [file],
    left: () => [],
    changed: () => {
      changes += 1;
    },
    note: () => undefined,
  });
  await watcher.ready();
  write(file, "y");
  await eventually(() => changes === 1);
  await watcher.close();
});
