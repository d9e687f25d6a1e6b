const { readFileSync } = require("node:fs");
const { SourceMap } = require("node:module");
const { inspect } = require("node:util");

/**
 * Stack traces name the lines of the TypeScript that the running code was compiled from, and so does the report of an
 * error that nothing catches. Node does both by itself, but only for code that it compiles anew each time.
 * @param mapOf the source map of a file, as JSON; undefined where it runs as it was written
 */
function nameSourceLines(mapOf) {
  const maps = new Map();

  /** Where in its source a stack frame is: file, line and column, from 1. */
  function placeOf(frame) {
    const file = frame.getFileName();
    if (!maps.has(file)) {
      const text = mapOf(file);
      maps.set(file, text === undefined ? undefined : new SourceMap(JSON.parse(text)));
    }
    const entry = maps.get(file)?.findEntry(frame.getLineNumber() - 1, frame.getColumnNumber() - 1);
    return entry?.originalLine === undefined
      ? undefined
      : { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }

  function lineOf(frame) {
    const place = placeOf(frame);
    if (place === undefined) return String(frame);
    const compiled = `${place.file}:${frame.getLineNumber()}:${frame.getColumnNumber()}`;
    return String(frame).replace(compiled, () => `${place.file}:${place.line}:${place.column}`);
  }

  const places = new WeakMap();
  Error.prepareStackTrace = (error, frames) => {
    places.set(error, frames.length > 0 ? placeOf(frames[0]) : undefined);
    return [headOf(error), ...frames.map((frame) => `    at ${lineOf(frame)}`)].join("\n");
  };

  process.on("uncaughtException", (thrown) => {
    const stack = inspect(thrown);
    const place = typeof thrown === "object" && thrown !== null ? places.get(thrown) : undefined;
    console.error(`${place === undefined ? "" : excerptOf(place)}${stack}\n\nNode.js ${process.version}`);
    process.exit(1);
  });
}

function headOf(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

/** The line of the source, as Node shows it above the stack trace. */
function excerptOf({ file, line, column }) {
  try {
    const text = readFileSync(file, "utf8").split("\n")[line - 1] ?? "";
    return `${file}:${line}\n${text}\n${" ".repeat(column - 1)}^\n\n`;
  } catch {
    return "";
  }
}

module.exports = { nameSourceLines };
