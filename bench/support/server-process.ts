import { type ChildProcess, type ForkOptions, fork } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BOOKSTORE } from "@private-http-api/test-support/bookstore";
import { freePort } from "@private-http-api/service-kit/testing";

const BENCH = join(__dirname, "..");
/** Time limit for a server to listen, in milliseconds. */
const START_MILLISECONDS = 20_000;
/** Pause between two attempts to reach a starting service, in milliseconds. */
const RETRY_MILLISECONDS = 50;

/** What is killed if the benchmark ends early; one listener, for Node warns of eleven. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A server in a separate process, as for a service. Its output is discarded. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private port: number,
  ) {
    running.add(child);
    child.once("exit", () => running.delete(child));
  }

  /** Starts a server of bench/servers/, which sends its port once it listens. */
  static async start(name: string, ...args: readonly string[]): Promise<ServerProcess> {
    const file = join(BENCH, "servers", name);
    const server = new ServerProcess(spawned(file, args, name.endsWith(".ts") ? ["--require", "tsx/cjs"] : []), 0);
    const message = once(server.child, "message") as Promise<[number]>;
    [server.port] = await server.unlessEnded(message, file);
    return server;
  }

  /** Starts the bundle of a bookstore service, as its image does. */
  static async startService(name: string, healthPath: string): Promise<ServerProcess> {
    const port = await freePort();
    const file = join(BOOKSTORE, "services", name, "dist", "server.js");
    const env = { NODE_ENV: "production", PORT: String(port) };
    const server = new ServerProcess(spawned(file, [], [], env), port);
    await server.unlessEnded(answers(`${server.url}${healthPath}`), file);
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  get portText(): string {
    return String(this.port);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exit = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await exit;
  }

  private async unlessEnded<T>(started: Promise<T>, file: string): Promise<T> {
    const ended = once(this.child, "exit").then(([code]): never => {
      throw new Error(`${file} ended with ${String(code)} before it listened`);
    });
    // After the start, it ends because it is stopped.
    ended.catch(() => undefined);
    const late = sleep(START_MILLISECONDS, undefined, { ref: false }).then((): never => {
      throw new Error(`${file} does not listen after ${String(START_MILLISECONDS)} ms`);
    });
    late.catch(() => undefined);
    return Promise.race([started, ended, late]).catch(async (error: unknown) => {
      await this.stop();
      throw error;
    });
  }
}

function spawned(
  file: string,
  args: readonly string[],
  execArgv: readonly string[],
  env?: ForkOptions["env"],
): ChildProcess {
  return fork(file, [...args], {
    execArgv: [...execArgv],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    ...(env ? { env } : {}),
  });
}

/** Resolves when the URL answers, with any status. */
async function answers(url: string): Promise<void> {
  for (;;) {
    const isThere = await new Promise<boolean>((resolve) => {
      get(url, { agent: false }, (response) => {
        response.resume();
        resolve(true);
      }).on("error", () => {
        resolve(false);
      });
    });
    if (isThere) return;
    await sleep(RETRY_MILLISECONDS);
  }
}
