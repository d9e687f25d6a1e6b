/**
 * Bundles every services/<name>/src/server.ts, and src/healthcheck.ts where there is one, into services/<name>/dist/.
 *
 * A bundle contains the service with all its dependencies, and with its Dockerfile it is the whole content of the image:
 * the image's tag is a hash of it. So the same sources give the same bytes on every machine and in every folder
 * (minified: otherwise esbuild would write paths of this checkout), dist/ contains nothing else, and a file that is correct
 * already is not written.
 *
 * `node packages/service-tools/src/bundle.mjs` bundles; `bundleServices()` does the same for other tools.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { entriesOf, recordPath, rootOf, staleServices, toolStamp } from "./bundle-record.js";
import { changedSince, stampOf } from "./bundle-stamp.js";

/** Every option that shapes the output; nothing is taken from tsconfig.json or the environment. */
const OPTIONS = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  legalComments: "eof",
  charset: "utf8",
  tsconfigRaw: "{}",
  nodePaths: [],
};

/**
 * Bundles the services whose bundle is not up to date.
 * @param {string} [services] the folder with one folder per service
 * @returns {Promise<string[]>} names of the services whose dist/ changed
 */
export async function bundleServices(services = resolve("services")) {
  const root = rootOf(services);
  const tool = toolStamp();
  const stale = staleServices(services);
  const changed = await Promise.all(stale.map((name) => bundleService(root, services, name, tool)));
  return stale.filter((_name, index) => changed[index]);
}

async function bundleService(root, services, name, tool) {
  const { build } = await import("esbuild");
  const startedAt = Date.now();
  const entries = entriesOf(services, name);
  // One build per entry: in a common one, the names in a bundle depend on the other entries.
  const results = await Promise.all(
    entries.map((entry) =>
      build({
        ...OPTIONS,
        absWorkingDir: root,
        entryPoints: [join(services, name, "src", `${entry}.ts`)],
        write: false,
        metafile: true,
        logLevel: "silent",
      }),
    ),
  );
  const dist = join(services, name, "dist");
  const outputs = new Map(results.map((result, index) => [`${entries[index]}.js`, result.outputFiles[0].contents]));
  const changed = writeExactly(dist, outputs);
  const inputs = [...new Set(results.flatMap((result) => Object.keys(result.metafile.inputs)))].sort();
  // A file system may record time in steps of some milliseconds.
  if (!changedSince(root, inputs, startedAt - 20)) {
    const hashes = [...outputs].map(([file, bytes]) => [file, createHash("sha256").update(bytes).digest("hex")]);
    const stamp = stampOf(root, inputs, new Map());
    writeWhole(
      recordPath(root, services, name),
      JSON.stringify({ tool, entries, inputs, stamp, outputs: Object.fromEntries(hashes) }),
    );
  }
  return changed;
}

/** Makes a folder contain exactly these files. @returns whether anything was different before */
function writeExactly(folder, files) {
  mkdirSync(folder, { recursive: true });
  let changed = false;
  for (const name of readdirSync(folder)) {
    if (files.has(name)) continue;
    rmSync(join(folder, name), { recursive: true });
    changed = true;
  }
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    if (existsSync(path) && readFileSync(path).equals(bytes)) continue;
    // Not in the service's folder, which may be hashed or watched at the same time.
    writeWhole(path, bytes, dirname(dirname(folder)));
    changed = true;
  }
  return changed;
}

/** Writes a file atomically: it is written in another folder of the same file system, and renamed. */
function writeWhole(path, content, elsewhere = dirname(path)) {
  const temporary = join(elsewhere, `.${process.pid}-${randomUUID()}.tmp`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(temporary, content);
  // The container's user, who is not the one who built the image, must be able to read it; a narrow umask would prevent that.
  chmodSync(temporary, 0o644);
  renameSync(temporary, path);
}

/** One line per problem: where, and what. */
function problemsOf(error) {
  if (error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND") {
    return ["esbuild is not installed. Run npm ci."];
  }
  if (!Array.isArray(error.errors)) return [error.message];
  return error.errors.map(({ location, text }) =>
    location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text,
  );
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    for (const name of await bundleServices()) process.stdout.write(`bundled services/${name}\n`);
  } catch (error) {
    for (const problem of problemsOf(error))
      process.stderr.write(`packages/service-tools/src/bundle.mjs: ${problem}\n`);
    process.exitCode = 1;
  }
}
