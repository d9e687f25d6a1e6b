import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { eventually, isAlive } from "../../support/programs";
import { temporaryFolder } from "@private-http-api/test-support";

const modules = resolve(__dirname, "../../../src/tasks");

/** A parent that starts a child in a group of its own, tells the reaper, and waits to be killed. */
const parent = `
  import { spawn } from "node:child_process";
  import { Reaper } from ${JSON.stringify(join(modules, "reaper"))};
  const reaper = new Reaper(process.env);
  const start = () => spawn("sh", ["-c", "sleep 60 & sleep 60"], { detached: true, stdio: "ignore" });
  const [kept, forgotten] = [start(), start()];
  reaper.watchGroup(kept.pid!);
  reaper.watchGroup(forgotten.pid!)();
  setTimeout(() => console.log(kept.pid, forgotten.pid), 100);
  setInterval(() => undefined, 1000);
`;

test("a parent that is killed takes its tasks with it, but not what the reaper was told to forget", async () => {
  const file = join(temporaryFolder(), "parent.ts");
  writeFileSync(file, parent);
  const child = spawn(process.execPath, ["--require", require.resolve("tsx/cjs"), file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [kept = 0, forgotten = 0] = await new Promise<number[]>((done) => {
    child.stdout.once("data", (text: Buffer) => {
      done(String(text).trim().split(" ").map(Number));
    });
  });
  expect([kept, forgotten].map(isAlive)).toEqual([true, true]);
  child.kill("SIGKILL");
  await eventually(() => !isAlive(kept));
  expect(isAlive(forgotten)).toBe(true);
  process.kill(-forgotten, "SIGKILL");
});

test("containers are removed with the engine that the given environment names", async () => {
  const folder = temporaryFolder();
  const [file, removed] = [join(folder, "parent.ts"), join(folder, "removed")];
  writeFileSync(join(folder, "docker"), `#!/bin/sh\necho "$DOCKER_HOST $*" > '${removed}'\n`, { mode: 0o755 });
  writeFileSync(
    file,
    `
      import { Reaper } from ${JSON.stringify(join(modules, "reaper"))};
      const PATH = ${JSON.stringify(folder)} + ":" + process.env["PATH"];
      new Reaper({ PATH, DOCKER_HOST: "unix:///there" }).watchContainer("docker", "box");
      setTimeout(() => process.kill(process.pid, "SIGKILL"), 100);
    `,
  );
  spawn(process.execPath, ["--require", require.resolve("tsx/cjs"), file], { stdio: "inherit" });
  await eventually(() => existsSync(removed) && readFileSync(removed, "utf8") === "unix:///there rm -f box\n");
});
