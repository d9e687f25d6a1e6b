/**
 * For `node --require`: the services' bundles are up to date when the program begins. To find that they are takes some
 * milliseconds; a bundle that is not is made by another process, because esbuild is asynchronous and this is not.
 */
const { join, resolve } = require("node:path");
const { staleServices } = require("./bundle-record.js");

function isStale() {
  try {
    return staleServices(resolve("services")).length > 0;
  } catch {
    // What is wrong is said by the program that bundles.
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
