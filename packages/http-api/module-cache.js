const { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join, relative, resolve, sep } = require("node:path");
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
 * whether it changed. Which file a `require` means is kept too: until npm installs something, a file comes or goes in the
 * folder that is meant, or the package.json of a workspace changes. What is kept is never needed: a cache that is gone, damaged or not writable is an empty one.
 */
class ModuleCache {
  /** The cache of the packages that are installed for the program that runs. */
  static open() {
    const modules = nearest(dirname(process.argv[1] ?? ""), "node_modules");
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
    /** Stamps of files and folders that decide which file a name means. */
    this.guards = new Map();
    /** Whether a module was loaded whose exports may change. */
    this.isLive = false;
    if (file !== undefined) process.once("exit", () => this.write());
  }

  /**
   * Runs a TypeScript file.
   * @param compile gives the JavaScript of one that is new or changed, with its source map
   */
  runTypeScript(module, file, compile) {
    const compiled = () => ({ ...splitOff(compile(module, file)), live: LIVE.test(readFileSync(file, "utf8")) });
    this.run(module, file, compiled, scriptOf);
    // Whoever is loaded after such a module may pass its export on.
    this.isLive ||= this.entryOf(file).live;
    if (module.exports.__esModule === true && !this.isLive) module.exports = settled(module.exports);
  }

  /** Runs a package's JavaScript. @returns false for what is not a package's, or not CommonJS: Node loads it */
  runPackage(module, file) {
    if (this.file === undefined || !isPackage(file)) return false;
    // The sources that a package's map leads to are not there.
    return this.run(module, file, () => ({ code: splitOff(readFileSync(file, "utf8")).code }), scriptIfCommonJs);
  }

  /** The source map of a TypeScript file that ran, as JSON. */
  sourceMapOf(file) {
    const map = this.entryOf(file)?.map;
    return map === undefined ? undefined : Buffer.from(map, "base64").toString("utf8");
  }

  entryOf(file) {
    return this.made.get(file) ?? this.kept.get(file);
  }

  run(module, file, readFile, toScript) {
    const stamp = stampOf(file);
    const before = this.kept.get(file);
    const kept = stamp !== undefined && before?.stamp === stamp ? before : undefined;
    const { data, ...read } = kept ?? readFile();
    const script = toScript(file, read.code, data);
    if (script === undefined) return false;
    if (kept === undefined || script.cachedDataRejected) this.made.set(file, { ...read, stamp, script });
    const run = script.runInThisContext();
    run.call(module.exports, module.exports, this.requireOf(module), module, file, dirname(file));
    return true;
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
    const place = this.placeOf(key) ?? this.findPlace(key, module, folder, name);
    // Node need not look for the file, nor for links on the way to it.
    Module._pathCache[`${place}\0`] ??= place;
    return Module._cache[place]?.exports ?? module.require(place);
  }

  /** The file that a name meant before, if it still does. */
  placeOf(key) {
    const { place, guard, stamp } = this.places.get(key) ?? {};
    if (place === undefined) return undefined;
    const isSame =
      guard === undefined ? Module._cache[place] !== undefined || existsSync(place) : this.guardOf(guard) === stamp;
    return isSame ? place : undefined;
  }

  findPlace(key, module, folder, name) {
    const place = Module._resolveFilename(name, module, false);
    const guard = isPackage(place) ? undefined : guardPath(folder, name, place);
    const stamp = guard && this.guardOf(guard);
    if (guard === undefined ? isPackage(place) : stamp !== undefined) this.places.set(key, { place, guard, stamp });
    return place;
  }

  guardOf(guard) {
    if (!this.guards.has(guard)) this.guards.set(guard, stampOf(guard));
    return this.guards.get(guard);
  }

  write() {
    const settled = [...this.made].filter(([, { stamp }]) => stamp !== undefined);
    if (settled.length === 0) return;
    const files = new Map([...this.kept].filter(([file]) => existsSync(file)));
    const places = new Map([...this.places].filter(([, { place }]) => existsSync(place)));
    for (const [file, { script, ...entry }] of settled) files.set(file, { ...entry, data: script.createCachedData() });
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

/** The file or folder of this name in a folder or above it. */
function nearest(folder, name) {
  const found = join(folder, name);
  if (existsSync(found)) return found;
  return dirname(folder) === folder ? undefined : nearest(dirname(folder), name);
}

/**
 * What changes when a name comes to mean another file than this one: the folder of a file, since another extension may come
 * before, or the package.json of a workspace. undefined where more than one decides.
 */
function guardPath(folder, name, place) {
  if (name.startsWith(".")) return resolve(folder, dirname(name)) === dirname(place) ? dirname(place) : undefined;
  return nearest(dirname(place), "package.json");
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

/** Code and its source map, in base64: the map is often most of the file. */
function splitOff(text) {
  const start = text.lastIndexOf("\n//# sourceMappingURL=data:");
  return start === -1 ? { code: text } : { code: text.slice(0, start), map: text.slice(text.indexOf(",", start) + 1) };
}

/** A variable of a module may be an export that changes later. */
const LIVE = /^\s*export\s+(let|var)\b|^(let|var)\b/m;

/** The same exports as plain values: each getter leads through those of every module that passes an export on. */
function settled(exports) {
  return Object.defineProperty({ ...exports }, "__esModule", { value: true });
}

function scriptOf(filename, code, cachedData) {
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const wrapped = Module.wrap(code.replace(/^#!/, "//"));
  return new vm.Script(wrapped, { filename, cachedData, importModuleDynamically });
}

function scriptIfCommonJs(filename, code, cachedData) {
  try {
    return scriptOf(filename, code, cachedData);
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
