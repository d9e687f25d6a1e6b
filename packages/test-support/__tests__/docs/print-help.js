"use strict";
// Prints as JSON what each of the given programs says to --help: one process for all of them, since each takes half a
// second to load.
const programs = process.argv.slice(2);
const write = process.stdout.write.bind(process.stdout);
const helps = {};
let current = "";

process.stdout.write = (text) => {
  helps[current] = (helps[current] ?? "") + text;
  return true;
};
process.stderr.write = () => true;
// A program that printed its help must not go on.
process.exit = () => {
  throw new Error("exit");
};
process.on("unhandledRejection", () => undefined);

async function printAll() {
  for (const program of programs) {
    current = program;
    process.argv = [process.execPath, program, "--help"];
    try {
      require(program);
    } catch {
      // It exited.
    }
    await new Promise(setImmediate);
  }
  write(JSON.stringify(helps));
}

printAll().then(() => {
  process.exitCode = 0;
});
