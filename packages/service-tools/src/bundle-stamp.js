/**
 * Finds whether a bundle would come out as it did last time, without making it: in a tenth of the time.
 *
 * A bundle depends on the bytes of its inputs, and on what the bundler found, and did not find, where it searched for
 * them. The stamp covers both, by content and never by time: the inputs; every package.json above them; the names in
 * their folders and in the folders above them, because a new file there may be found first; nested node_modules; links.
 */
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, readdirSync, readlinkSync, statSync } = require("node:fs");
const { dirname, join, sep } = require("node:path");

/**
 * @param {string} root folder of the repository; what is above it cannot be found first
 * @param {readonly string[]} inputs paths of the files that were bundled, relative to the root
 * @param {Map<string, string>} memo what is known about files and folders already; share it among the stamps of one run
 * @returns {string} the stamp; it changes when an input is deleted
 */
function stampOf(root, inputs, memo) {
  const facts = inputs.map((input) => fact(memo, root, input, fileFact));
  for (const folder of foldersAbove(inputs)) facts.push(fact(memo, root, folder, folderFact));
  return createHash("sha256").update(facts.join("\n")).digest("hex");
}

/**
 * @param {string} root
 * @param {readonly string[]} inputs
 * @param {number} since milliseconds since the epoch
 * @returns {boolean} whether an input may have changed since then, so that it is unknown which version was bundled
 */
function changedSince(root, inputs, since) {
  return inputs.some((input) => statSync(join(root, input)).ctimeMs >= since);
}

function fact(memo, root, path, describe) {
  const known = memo.get(path);
  if (known !== undefined) return known;
  const found = `${path}:${describe(root, path)}`;
  memo.set(path, found);
  return found;
}

function fileFact(root, path) {
  return hashFile(join(root, path)) ?? "none";
}

/** The folders of the inputs and all above them, up to the root, which is the empty path. */
function foldersAbove(inputs) {
  const folders = new Set([""]);
  for (const input of inputs) {
    for (let folder = dirname(input); folder !== "."; folder = dirname(folder)) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return [...folders].sort();
}

function folderFact(root, folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return "none";
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const links = entries
    .filter((entry) => entry.isSymbolicLink())
    .map((e) => `${e.name}>${readlinkSync(join(path, e.name))}`);
  // In these folders no import is resolved by a file's name, and other tools add and remove files.
  const namesMatter = !["", "packages", "services", "node_modules"].includes(folder.split(sep).join("/"));
  const names = namesMatter ? entries.map((entry) => entry.name).filter((name) => name !== "dist") : [];
  const nested = namesMatter ? packagesIn(join(path, "node_modules")) : [];
  return JSON.stringify([hashFile(join(path, "package.json")) ?? "none", links, names, nested]);
}

/** Names of the packages in a node_modules folder, including scoped ones. */
function packagesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) =>
      name.startsWith("@")
        ? readdirSync(join(folder, name))
            .sort()
            .map((n) => `${name}/${n}`)
        : [name],
    );
}

/** @returns {string | undefined} the hash of a file's bytes; `undefined` if there is no such file */
function hashFile(path) {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

module.exports = { changedSince, hashFile, stampOf };
