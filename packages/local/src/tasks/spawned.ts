import { type ChildProcess, spawn } from "node:child_process";
import { prefixLines } from "./output";
import type { Exit } from "./container-run";

export interface SpawnProps {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  /** Prefix of each line of output. */
  readonly prefix: string;
  readonly write: (text: string) => void;
}

export interface Spawned {
  readonly child: ChildProcess;
  /** Resolves when the program itself has ended. */
  readonly exited: Promise<Exit>;
  /** Resolves when everything that writes to its output has ended too. */
  readonly closed: Promise<void>;
}

/** Starts a program in its own process group, so that Ctrl-C in the terminal does not reach it directly. */
export function spawned(props: SpawnProps): Spawned {
  const child = spawn(props.file, props.args, {
    ...(props.cwd === undefined ? {} : { cwd: props.cwd }),
    env: props.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  prefixLines(child.stdout, props.prefix, props.write);
  prefixLines(child.stderr, props.prefix, props.write);
  const exited = new Promise<Exit>((resolve) => {
    child.once("error", (error) => {
      props.write(`${props.prefix}cannot start ${props.file}: ${error.message}\n`);
      resolve({ code: 127, signal: null });
    });
    child.once("exit", (code, signal) => {
      resolve({ code, signal });
    });
  });
  const closed = new Promise<void>((resolve) => {
    child.once("close", () => {
      resolve();
    });
  });
  return { child, exited, closed };
}
