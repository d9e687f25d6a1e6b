import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import type { Readable } from "node:stream";

export interface EndedProcess {
  /** Exit code, or the signal that ended it. */
  readonly end: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process under test, with its output. */
export class ServiceProcess {
  #stdout = "";
  #stderr = "";
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<EndedProcess>;

  /** @param env all environment variables; those of the test are not passed on */
  constructor(file: string, env: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, [file], { env: { ...env }, stdio: ["ignore", "pipe", "pipe"] });
    this.#child.stdout.on("data", (chunk) => (this.#stdout += String(chunk)));
    this.#child.stderr.on("data", (chunk) => (this.#stderr += String(chunk)));
    this.ended = once(this.#child, "close").then((args: unknown[]) => ({
      end: (args[0] ?? args[1]) as number | NodeJS.Signals,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }));
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves when stdout contains the text; rejects if the process ends before. */
  async printed(text: string): Promise<void> {
    while (!this.#stdout.includes(text)) {
      const hasEnded = await Promise.race([
        this.ended.then(() => true),
        once(this.#child.stdout, "data").then(() => false),
      ]);
      if (hasEnded && !this.#stdout.includes(text)) throw new Error(`ended without printing ${text}: ${this.#stderr}`);
    }
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
