#!/usr/bin/env node
import { createRequire } from "node:module";
import { Console } from "./console";
import { endingSignals, Foreground } from "./foreground";
import { isStartedByNohup } from "./nohup";
import { commandName, readOptions } from "./options";
import { watchParent } from "./parent-watch";
import { fileErrorLine, outdirIn, UserError, synthesize } from "@private-http-api/cli-kit";
import type * as Serve from "./serve";

/** Set by npm for the scripts that it runs. */
const isUnderNpm = process.env["npm_lifecycle_event"] !== undefined;

const foreground = new Foreground({
  echoMilliseconds: isUnderNpm && process.stdin.isTTY ? 250 : 0,
  print: (line) => {
    console.log(line);
  },
  end: (exitCode) => process.exit(exitCode),
  fail,
});

/** One clear line per problem, whichever part found it; anything else is a bug, and keeps its stack trace. */
function linesOf(error: unknown): readonly string[] {
  if (error instanceof UserError) return error.lines;
  const fileError = fileErrorLine(error);
  if (fileError !== undefined) return [fileError];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

function fail(error: unknown): void {
  for (const line of linesOf(error)) console.error(line);
  foreground.kill();
  process.exit(1);
}

/** By `require`: tsx's require hook does not apply to `import`. */
function load(): Promise<typeof Serve> {
  return new Promise((resolve) => {
    // After the synth's process was started.
    setImmediate(() => {
      resolve(createRequire(__filename)("./serve") as typeof Serve);
    });
  });
}

/** Ends cleanly when the terminal or the parent ends, or keeps running where it was started with nohup. */
function surviveTheTerminal(): void {
  const outlives = isStartedByNohup(process.env);
  for (const signal of endingSignals) {
    process.on(signal, () => {
      if (signal !== "SIGHUP" || !outlives) foreground.onSignal(signal);
    });
  }
  if (isUnderNpm && !outlives)
    watchParent(
      () => process.ppid,
      () => {
        foreground.onOrphaned();
      },
    );
  // The terminal or the reader of the output is closed, or the disk is full: the API keeps running without output.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOSPC" && stream === process.stdout)
        console.error(
          "The output cannot be written, the disk is full (ENOSPC); free some space. The API keeps running.",
        );
    });
  }
}

async function main(): Promise<void> {
  const asked = readOptions(process.argv.slice(2), commandName(process.argv[1]));
  const options = { ...asked, watch: asked.watch ?? (process.stdout.isTTY && !asked.containers) };
  surviveTheTerminal();
  const project = process.cwd();
  // A service runs from its sources, whichever image of it is recorded.
  const env = { ...process.env, HTTP_API_IMAGES: "none" };
  const synth =
    options.synth && options.state === undefined && options.plan === undefined
      ? synthesize({ project, env })
      : Promise.resolve();
  // Loaded while the synthesis runs in its own process: saves 0.2 of the first 2 seconds.
  const [{ serve }] = await Promise.all([load(), synth]);
  const props = {
    options,
    project,
    outdir: outdirIn(project, process.env),
    shellEnvironment: process.env,
    console: new Console(process.stdout),
    processId: process.pid,
  };
  await serve(props, (run) => {
    foreground.begin(run);
  });
}

main().catch(fail);
