import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative, resolve } from "node:path";
import { Command } from "commander";

/**
 * `npm run pack -- --out <folder>`: the packages that work outside this repository, and those that they need, as tarballs
 * with compiled JavaScript and declarations. In the repository `exports` names the sources; in a tarball, `dist/`.
 */
const PACKED = ["http-api", "local", "review"];
const PREFIX = "@private-http-api/";
const root = resolve(import.meta.dirname, "../../..");

// By `require`: tsx's hook does not apply to `import`.
const { outputFolder, runCommand } = createRequire(import.meta.url)("@private-http-api/cli-kit");

const options = new Command("npm run pack --")
  .description("Packs http-api, local and review, and the packages that they need, for use in other projects.")
  .option("--out <folder>", "folder that gets the tarballs", "tarballs")
  .allowExcessArguments(false)
  .parse()
  .opts();
const out = resolve(options.out);
const staging = mkdtempSync(join(tmpdir(), "pack-"));

await runCommand(async () => {
  try {
    outputFolder("--out", options.out);
    const names = withDependencies(PACKED);
    compile(names);
    return names.map(pack);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
});

function manifestOf(name) {
  return JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
}

/** Names of packages and of the workspace packages that they depend on, each once. */
function withDependencies(names) {
  const all = new Set();
  const add = (name) => {
    if (all.has(name)) return;
    all.add(name);
    for (const dependency of Object.keys(manifestOf(name).dependencies ?? {})) {
      if (dependency.startsWith(PREFIX)) add(dependency.slice(PREFIX.length));
    }
  };
  names.forEach(add);
  return [...all];
}

/** All sources at once: a package imports another by its name, and finds the other's sources. */
function compile(names) {
  const config = join(staging, "tsconfig.json");
  const settings = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      rootDir: join(root, "packages"),
      outDir: join(staging, "compiled"),
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
    },
    include: names.map((name) => join(root, "packages", name, "src/**/*.ts")),
    exclude: [],
  };
  writeFileSync(config, JSON.stringify(settings));
  const tsc = createRequire(join(root, "package.json")).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "--project", config], { cwd: root, stdio: "inherit" });
}

/** The tarball's file name. */
function pack(name) {
  const source = join(root, "packages", name);
  const folder = join(staging, name);
  cpSync(join(staging, "compiled", name, "src"), join(folder, "dist"), { recursive: true });
  // What the code reads at run time: pages, loaders, tables.
  cpSync(join(source, "src"), join(folder, "dist"), {
    recursive: true,
    filter: (path) => extname(path) !== ".ts" && !path.includes("__pycache__"),
  });
  for (const file of rootFiles(name)) {
    const target = join(folder, relative(source, join(source, file)));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(source, file), target);
  }
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(published(manifestOf(name)), null, 2)}\n`);
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", out], {
    cwd: folder,
    encoding: "utf8",
  });
  return packed.trim();
}

/** Files beside the sources: programs in plain JavaScript, the README and JSON Schemas. */
function rootFiles(name) {
  const folder = join(root, "packages", name);
  const programs = readdirSync(folder).filter((file) => /\.(js|d\.ts)$/.test(file));
  return ["README.md", "review.schema.json", "review.config.schema.json", ...programs].filter((file) =>
    existsSync(join(folder, file)),
  );
}

/** The manifest for the tarball. */
function published({
  private: _private,
  scripts: _scripts,
  devDependencies: _development,
  publishConfig = {},
  exports,
  ...manifest
}) {
  const entries = Object.entries(exports).map(([entry, file]) => {
    if (!file.startsWith("./src/")) return [entry, file];
    const built = file.replace("./src/", "./dist/").replace(/\.ts$/, "");
    return [entry, { types: `${built}.d.ts`, default: `${built}.js` }];
  });
  return { ...manifest, type: "commonjs", ...publishConfig, exports: Object.fromEntries(entries) };
}
