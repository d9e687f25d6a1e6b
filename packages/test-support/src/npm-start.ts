import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@private-http-api/cli-kit";

/** Time limit for the first response: a toolchain may have to compile its library first. */
const FIRST_ANSWER_MS = 150_000;

/** `npm start` of a project, with the script of its package.json and free ports. */
export class NpmStart {
  private said = "";

  private constructor(
    readonly url: string,
    readonly pageUrl: string,
    private readonly child: ChildProcess,
    private readonly ended: Promise<unknown>,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.said += String(chunk);
      });
    }
  }

  static async begin(project: string, env: NodeJS.ProcessEnv, options: readonly string[] = []): Promise<NpmStart> {
    const [port, pagePort] = [await freePort(), await freePort()];
    const { scripts } = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8")) as {
      scripts: { start: string };
    };
    const line = [scripts.start, "--port", String(port), "--page-port", String(pagePort), ...options].join(" ");
    const child = spawn("sh", ["-c", line], { cwd: project, env });
    const [url, pageUrl] = [port, pagePort].map((each) => `http://127.0.0.1:${String(each)}`) as [string, string];
    return new NpmStart(url, pageUrl, child, once(child, "close"));
  }

  /**
   * The first response to a path other than a server error.
   * @throws Error with the command's output if it ends, or if there is no such response in time
   */
  async firstAnswer(at: string): Promise<Response> {
    const until = Date.now() + FIRST_ANSWER_MS;
    while (Date.now() < until && this.child.exitCode === null) {
      const answer = await fetch(`${this.url}${at}`).catch(() => undefined);
      if (answer !== undefined && answer.status < 500) return answer;
      await sleep(200);
    }
    throw new Error(this.said);
  }

  /** Ends it as a process manager does; resolves once it has ended. */
  async end(): Promise<void> {
    this.child.kill("SIGTERM");
    await this.ended;
  }
}
