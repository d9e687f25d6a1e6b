const { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join, relative, sep } = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");

/** A file that was written this shortly before it is read may be written again at the same time: it is not kept. */
const UNSETTLED_MILLISECONDS = 100;
/** Two thirds of the modules that CDKTF loads are this one's, which only an asset that is an archive needs. */
const LATE = "archiver";

/**
 * What the modules of a program compiled to, in a file of its own below node_modules/.cache: JavaScript, and V8's code for it. Most of
 * the time of a small synthesis went into finding, reading and compiling some 700 modules.
 *
 * What is kept of a file depends on its bytes, on Node and on the compiler, and on no other file; its size and times tell
 * whether it changed. Which file of a package a `require` means is kept until npm installs something. What is kept is
 * never needed: a cache that is gone, damaged or not writable is an empty one.
 */
class ModuleCache {
  /** The cache of the packages that are installed for the program that runs. */
  static open() {
    const modules = nearestModules(dirname(process.argv[1] ?? ""));
    if (modules === undefined) return new ModuleCache(undefined, undefined);
    const program = relative(dirname(modules), process.argv[1]).replaceAll(/[^A-Za-z0-9._-]+/g, "-");
    const file = join(realpathSync(modules), ".cache", "private-http-api", "compiled", program);
    return new ModuleCache(file, versionKey(modules));
  }

  constructor(file, version) {
    this.file = file;
    this.version = version;
    const { files, places } = read(file, version);
    this.kept = files;
    this.places = places;
    this.made = new Map();
    if (file !== undefined) process.once("exit", () => this.write());
  }

  /** What a TypeScript file compiled to before; undefined where it is new or changed. */
  codeOf(file) {
    return this.keptOf(file, stampOf(file))?.code;
  }

  /** Keeps what a TypeScript file compiled to. */
  keep(file, code) {
    this.made.set(file, { stamp: stampOf(file), code });
  }

  /** Runs a package's JavaScript. @returns false for what is not a package's, or not CommonJS: Node loads it */
  runPackage(module, file) {
    if (this.file === undefined || !isPackage(file)) return false;
    const stamp = stampOf(file);
    const kept = this.keptOf(file, stamp);
    const code = kept?.code ?? withoutSourceMap(readFileSync(file, "utf8"));
    const script = compile(file, code, kept?.data);
    if (script === undefined) return false;
    if (kept === undefined || script.cachedDataRejected) this.made.set(file, { stamp, code, script });
    const run = script.runInThisContext();
    run.call(module.exports, module.exports, this.requireOf(module), module, file, dirname(file));
    return true;
  }

  keptOf(file, stamp) {
    const kept = this.kept.get(file);
    return stamp !== undefined && kept?.stamp === stamp ? kept : undefined;
  }

  /** A module's `require`, as Node makes it. */
  requireOf(module) {
    const folder = dirname(module.filename);
    const require = (name) => (name === LATE ? whenUsed(() => module.require(name)) : this.load(module, folder, name));
    require.resolve = (name, options) => Module._resolveFilename(name, module, false, options);
    require.resolve.paths = (name) => Module._resolveLookupPaths(name, module);
    require.main = process.mainModule;
    require.extensions = Module._extensions;
    require.cache = Module._cache;
    return require;
  }

  load(module, folder, name) {
    if (Module.isBuiltin(name)) return module.require(name);
    const key = `${folder}\0${name}`;
    const place = this.places.get(key);
    if (place !== undefined && Module._cache[place] !== undefined) return Module._cache[place].exports;
    if (place !== undefined && existsSync(place)) return module.require(place);
    const found = Module._resolveFilename(name, module, false);
    if (isPackage(found)) this.places.set(key, found);
    return module.require(name);
  }

  write() {
    const settled = [...this.made].filter(([, { stamp }]) => stamp !== undefined);
    if (settled.length === 0) return;
    const files = new Map([...this.kept].filter(([file]) => existsSync(file)));
    const places = new Map([...this.places].filter(([, place]) => existsSync(place)));
    for (const [file, { stamp, code, script }] of settled) {
      files.set(file, { stamp, code, data: script?.createCachedData() });
    }
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      const temporary = `${this.file}.${process.pid}`;
      writeFileSync(temporary, v8.serialize({ version: this.version, files, places }));
      renameSync(temporary, this.file);
    } catch {
      // Where nothing can be written, nothing is kept.
    }
  }
}

function read(file, version) {
  try {
    const found = v8.deserialize(readFileSync(file));
    if (found.version === version && found.files instanceof Map && found.places instanceof Map) return found;
  } catch {
    // There is none, or a damaged one.
  }
  return { files: new Map(), places: new Map() };
}

function nearestModules(folder) {
  const modules = join(folder, "node_modules");
  if (existsSync(modules)) return modules;
  return dirname(folder) === folder ? undefined : nearestModules(dirname(folder));
}

function isPackage(file) {
  return file.includes(`${sep}node_modules${sep}`);
}

/** What files compile to depends on these, besides their bytes. */
function versionKey(modules) {
  const { version } = require("tsx/package.json");
  // npm writes the first whenever it installs something; tsx reads the second.
  const installed = stampOf(join(modules, ".package-lock.json"));
  const settings = textOf(join(dirname(modules), "tsconfig.json"));
  return [
    process.version,
    process.arch,
    v8.cachedDataVersionTag(),
    version,
    stampOf(__filename),
    installed,
    settings,
  ].join(" ");
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Changes whenever a file's contents do; undefined where there is no file, or its next change might not be seen. */
function stampOf(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined || Date.now() - stats.ctimeMs < UNSETTLED_MILLISECONDS) return undefined;
  return `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`;
}

/** A package's code; the map to its sources, which are not there, is often most of the file. */
function withoutSourceMap(code) {
  const start = code.lastIndexOf("\n//# sourceMappingURL=data:");
  return start === -1 ? code : code.slice(0, start);
}

function compile(filename, code, cachedData) {
  if (code.startsWith("#!")) return undefined;
  try {
    const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    return new vm.Script(Module.wrap(code), { filename, cachedData, importModuleDynamically });
  } catch {
    return undefined;
  }
}

/** Stands for a package that is a function, and loads it when it is first used. */
function whenUsed(load) {
  return new Proxy(() => undefined, {
    apply: (_target, self, args) => Reflect.apply(load(), self, args),
    get: (_target, name) => load()[name],
  });
}

module.exports = { ModuleCache };
