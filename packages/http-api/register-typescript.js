/**
 * Lets `require` read TypeScript, and remembers what it compiled: see module-cache.js.
 *
 * TypeScript is compiled by tsx, which is loaded when a file is new or changed. By itself tsx also reads every JavaScript
 * file of every package, in case it were a module of the other kind; here it is kept to the files that are TypeScript.
 * Stack traces name the lines of this project's sources.
 */
const { _extensions: extensions } = require("node:module");

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Node ${process.versions.node}: give Node 20.19, 22.12 or 24, or newer of those lines (.nvmrc)`);
  process.exit(1);
}

const { optimizeLate } = require("./optimizing");
optimizeLate();

const { ModuleCache } = require("./module-cache");
const { nameSourceLines } = require("./source-lines");
const cache = ModuleCache.open();
const readJavaScript = extensions[".js"];
let readTypeScript;

function loadJavaScript(module, file) {
  if (!cache.runPackage(module, file)) readJavaScript(module, file);
}

function loadTypeScript(module, file) {
  cache.runTypeScript(module, file, compile);
}

/** What tsx would run. */
function compile(module, file) {
  if (readTypeScript === undefined) startTsx();
  let compiled = "";
  module._compile = (code) => {
    compiled = code;
  };
  readTypeScript(module, file);
  delete module._compile;
  return compiled.replace(NAMING, (helper) => NAMED_ONCE.padEnd(helper.length));
}

/** esbuild's helper names a function each time it is made. Nearly all have that name already. As long: source maps have columns. */
const NAMING = /var __name=\(target,value\)=>__defProp\([^;]*\);/;
const NAMED_ONCE = 'var __name=(t,value)=>t.name===value?t:__defProp(t,"name",{value});';

function startTsx() {
  require("tsx/cjs");
  readTypeScript = extensions[".ts"];
  extensions[".js"] = loadJavaScript;
  extensions[".ts"] = loadTypeScript;
}

extensions[".js"] = loadJavaScript;
extensions[".ts"] = loadTypeScript;
// A name without extension is looked for in the order of these: TypeScript comes before data of the same name, as in tsx.
for (const data of [".json", ".node"]) {
  const read = extensions[data];
  delete extensions[data];
  extensions[data] = read;
}
nameSourceLines((file) => cache.sourceMapOf(file));
