import { createRequire } from "node:module";
import { Console } from "./console";
import { readOptions } from "./options";
import { Problem } from "./problem";
import type * as Serve from "./serve";
import { synthesize } from "./synth";

let served: Serve.Served | undefined;
let stopping = false;

/** One clear line a problem, whichever part found it; anything else is a fault of ours and keeps its stack. */
function linesOf(error: unknown): readonly string[] {
  if (error instanceof Problem) return error.lines;
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

function fail(error: unknown): void {
  for (const line of linesOf(error)) console.error(line);
  served?.kill();
  process.exit(1);
}

/** The first signal lets everything end in order, the second ends it at once. */
function onSignal(signal: NodeJS.Signals): void {
  if (stopping || served === undefined) {
    served?.kill();
    process.exit(128 + (signal === "SIGTERM" ? 15 : signal === "SIGHUP" ? 1 : 2));
  }
  stopping = true;
  console.log("Stopping: no new requests, the tasks drain. Ctrl-C again stops at once.");
  served.stop().then(() => process.exit(0), fail);
}

/** An `import` is not read as TypeScript by tsx's require hook, a `require` is. */
function load(): Promise<typeof Serve> {
  return new Promise((resolve) => {
    // After the synth's process was started.
    setImmediate(() => {
      resolve(createRequire(__filename)("./serve") as typeof Serve);
    });
  });
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  const project = process.cwd();
  const synth = options.synth && options.state === undefined ? synthesize(project) : Promise.resolve();
  // Loaded while the synth is busy in a process of its own: 0.2 of the first 2 seconds.
  const [{ serve }] = await Promise.all([load(), synth]);
  const props = {
    options,
    project,
    shellEnvironment: process.env,
    console: new Console(process.stdout),
    processId: process.pid,
  };
  await serve(props, (run) => {
    served = run;
  });
}

main().catch(fail);
