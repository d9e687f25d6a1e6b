/**
 * Finds which bundles would come out as they did last time, from the last run's record, without making them.
 */
const { existsSync, readFileSync, readdirSync } = require("node:fs");
const { dirname, join, relative } = require("node:path");
const { hashFile, stampOf } = require("./bundle-stamp.js");

/** Files of src/ that each become a file of dist/. A folder with the first one is bundled. */
const ENTRIES = ["server", "healthcheck"];

/**
 * Names of the services whose bundle is not up to date.
 * @param {string} services the folder with one folder per service
 * @returns {string[]}
 */
function staleServices(services) {
  const root = rootOf(services);
  const memo = new Map();
  const tool = toolStamp();
  return readdirSync(services)
    .filter((name) => existsSync(join(services, name, "src", `${ENTRIES[0]}.ts`)))
    .filter((name) => !isUpToDate(root, services, name, tool, memo));
}

/** The folder where packages are installed; folders above it are not searched. */
function rootOf(services) {
  for (let folder = dirname(services); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules"))) return folder;
  }
  return dirname(services);
}

function entriesOf(services, name) {
  return ENTRIES.filter((entry) => existsSync(join(services, name, "src", `${entry}.ts`)));
}

/** What decides the content of bundles, apart from their sources. */
function toolStamp() {
  const { version } = require("esbuild/package.json");
  const own = ["bundle.mjs", "bundle-record.js", "bundle-stamp.js"].map((file) => hashFile(join(__dirname, file)));
  return [version, ...own].join(" ");
}

function recordPath(root, services, name) {
  return join(root, "node_modules", ".cache", "bundle-services", relative(root, services), `${name}.json`);
}

/** The last run's record; `undefined` if there is none or it is damaged: then the service is bundled again. */
function readRecord(root, services, name) {
  try {
    const record = JSON.parse(readFileSync(recordPath(root, services, name), "utf8"));
    return Array.isArray(record.inputs) && typeof record.outputs === "object" && record.outputs !== null
      ? record
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether dist/ holds exactly what the last run wrote there, and another run would write the same. */
function isUpToDate(root, services, name, tool, memo) {
  const record = readRecord(root, services, name);
  if (record === undefined) return false;
  if (record.tool !== tool || String(record.entries) !== String(entriesOf(services, name))) return false;
  const dist = join(services, name, "dist");
  const files = Object.keys(record.outputs);
  return (
    existsSync(dist) &&
    String(readdirSync(dist).sort()) === String(files.sort()) &&
    files.every((file) => hashFile(join(dist, file)) === record.outputs[file]) &&
    stampOf(root, record.inputs, memo) === record.stamp
  );
}

module.exports = { entriesOf, recordPath, rootOf, staleServices, toolStamp };
