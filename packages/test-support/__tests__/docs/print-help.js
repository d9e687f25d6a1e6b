"use strict";
// Prints as JSON what each of the given programs says to --help, and behind a space the command of it that is asked: one
// process for all of them, since each takes half a second to load.
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
  for (const start of programs) {
    current = start;
    const [program, ...commands] = start.split(" ");
    process.argv = [process.execPath, program, ...commands, "--help"];
    delete require.cache[program];
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
