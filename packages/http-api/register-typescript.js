/**
 * Lets `require` read TypeScript: tsx, kept to the files that are TypeScript.
 *
 * By itself tsx also reads every JavaScript file of every package, in case it were a module of the other kind, and turns
 * on the packages' own source maps, through which the stack trace that CDKTF takes for each token is then mapped.
 * Synthesis loads some 400 such files: without that it takes two thirds of the CPU time and 30 MB less. Stack traces
 * still name the lines of this project's sources.
 */
const { _extensions: extensions } = require("node:module");

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Node ${process.versions.node}: give Node 20.19, 22.12 or 24, or newer of those lines (.nvmrc)`);
  process.exit(1);
}

const readJavaScript = extensions[".js"];
require("tsx/cjs");

extensions[".js"] = (module, file) => {
  process.setSourceMapsEnabled(false);
  try {
    readJavaScript(module, file);
  } finally {
    process.setSourceMapsEnabled(true);
  }
};
