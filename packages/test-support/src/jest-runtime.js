const vm = require("node:vm");
const { default: Runtime } = require("jest-runtime");

/**
 * Jest's runtime, which compiles a module once per worker: Jest compiles it anew for each test file that loads it, a tenth
 * of all time of the unit tests. Each test file still runs it in a context of its own.
 */
class CompileOnceRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    // Not part of Jest's interface: a version that has it elsewhere compiles by itself.
    if (typeof executor?.compile !== "function") return;
    const compile = executor.compile.bind(executor);
    executor.compile = (code, filename) => {
      const context = executor.environment.getVmContext();
      // Jest resolves what is imported dynamically, and says what is wrong with code that does not compile.
      const script = context === null || /\bimport\(/.test(code) ? undefined : scriptOf(executor, code, filename);
      return script === undefined ? compile(code, filename) : script.runInContext(context);
    };
  }
}

const scripts = new Map();

function scriptOf({ injectedModuleParameters, resolution }, code, filename) {
  const key = resolution.isCoreModule(filename) ? `jest-nodejs-core-${filename}` : filename;
  const known = scripts.get(key);
  if (known?.code === code) return known.script;
  const head = `(function (${injectedModuleParameters.join(", ")}) {`;
  try {
    const script = new vm.Script(`${head}${code}\n})`, { filename: key, columnOffset: -head.length });
    scripts.set(key, { code, script });
    return script;
  } catch {
    return undefined;
  }
}

module.exports = CompileOnceRuntime;
