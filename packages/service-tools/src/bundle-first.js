/**
 * For `node --require`: makes sure that the services' bundles are up to date when the program begins. The check takes some
 * milliseconds; a stale bundle is made by another process, because esbuild is asynchronous and this code is not.
 */
const { join, resolve } = require("node:path");
const { staleServices } = require("./bundle-record.js");

function isStale() {
  try {
    return staleServices(resolve("services")).length > 0;
  } catch {
    // The program that bundles reports what is wrong.
    return true;
  }
}

if (isStale()) {
  const { spawnSync } = require("node:child_process");
  const { status } = spawnSync(process.execPath, [join(__dirname, "bundle.mjs")], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) process.exit(status ?? 1);
}
