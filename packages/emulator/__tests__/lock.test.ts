import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { lockFolder } from "../src/deploy-local/lock";
import { startTime } from "@private-http-api/cli-kit";
import { temporaryFolder } from "@private-http-api/test-support";

function environment() {
  return path.join(temporaryFolder(), ".deploy-local", "dev");
}

test("a second run of an environment is refused in one line that says which process is at it", async () => {
  const folder = environment();
  const unlock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(
    `deploy:local is already running for dev, as process ${process.pid}: wait until it ends, or stop it`,
  );
  unlock();
  (await lockFolder(folder))();
});

test("an environment beside it is not locked", async () => {
  const folder = environment();
  const unlocks = [await lockFolder(folder), await lockFolder(path.join(folder, "../prod"))];
  for (const unlock of unlocks) unlock();
  expect(existsSync(path.dirname(folder))).toBe(false);
});

test("a run that was killed locks nothing, nor does a later process with its id", async () => {
  const folder = environment();
  const child = spawn("sleep", ["60"]);
  const holder = { pid: child.pid ?? 0, startTime: await startTime(child.pid ?? 0) };
  (await lockFolder(folder))();
  const other = await lockFolder(path.join(folder, "../prod"));
  writeFileSync(`${folder}.lock`, JSON.stringify(holder));
  await expect(lockFolder(folder)).rejects.toThrow(`as process ${holder.pid}`);
  child.kill("SIGKILL");
  await once(child, "exit");
  (await lockFolder(folder))();
  writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.pid, startTime: "earlier" }));
  (await lockFolder(folder))();
  expect(readdirSync(path.dirname(folder))).toEqual(["prod.lock"]);
  other();
});

test("what was let go once does not let go of what another run holds", async () => {
  const folder = environment();
  const first = await lockFolder(folder);
  first();
  const second = await lockFolder(folder);
  first();
  await expect(lockFolder(folder)).rejects.toThrow("is already running for dev");
  second();
});
