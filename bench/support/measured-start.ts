import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@private-http-api/cli-kit";

const root = resolve(__dirname, "../..");

/** The part of `/_local/topology` that is read here. */
export interface RunView {
  readonly services: readonly {
    readonly tasks: readonly { readonly id: string; readonly pids: readonly number[] }[];
  }[];
  readonly registries: readonly { readonly targets: readonly { readonly id: string; readonly inFlight?: number }[] }[];
}

/** `npm start` on a config, measured from its start. */
export class MeasuredStart {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly pageUrl: string,
    private readonly output: string,
    private readonly startedAt: number,
  ) {}

  /** @param outdir folder that it synthesizes to */
  static async begin(configFile: string | undefined, outdir: string): Promise<MeasuredStart> {
    const [port, pagePort] = [await freePort(), await freePort()];
    const env = {
      ...process.env,
      CDKTF_OUTDIR: outdir,
      ...(configFile === undefined ? {} : { HTTP_API_CONFIG: configFile }),
    };
    const startedAt = performance.now();
    const args = ["start", "--silent", "--", "--port", String(port), "--page-port", String(pagePort)];
    const output = `${outdir}.log`;
    const child = spawn("npm", args, { cwd: root, env, stdio: ["ignore", openSync(output, "w"), "inherit"] });
    return new MeasuredStart(child, `http://127.0.0.1:${port}`, `http://127.0.0.1:${pagePort}`, output, startedAt);
  }

  /** Milliseconds from the start until all of these paths have answered with 200. */
  async untilAnswered(paths: readonly string[]): Promise<number> {
    for (const path of paths) {
      while ((await statusOf(`${this.url}${path}`)) !== 200) {
        if (this.child.exitCode !== null) throw new Error("npm start has ended");
        await sleep(10);
      }
    }
    return performance.now() - this.startedAt;
  }

  /** Failed requests as reported in the console: the task, e.g. `web/3`, the reason, and how many a line stands for. */
  failures(): readonly { readonly task: string; readonly reason: string; readonly count: number }[] {
    const reported = readFileSync(this.output, "utf8").matchAll(
      /^local \| GET [^:]*: (\S+) (.*?): 50\d from[^(\n]*(?:\(and (\d+) more)?/gm,
    );
    return [...reported].map(([, task = "", reason = "", more = "0"]) => ({ task, reason, count: 1 + Number(more) }));
  }

  async view(): Promise<RunView> {
    return (await (await fetch(`${this.pageUrl}/_local/topology`)).json()) as RunView;
  }

  /** Memory of the process that npm started, in MB; 0 on systems other than Linux. */
  residentMegabytes(): number {
    try {
      const npm = String(this.child.pid);
      const [run = npm] = readFileSync(`/proc/${npm}/task/${npm}/children`, "utf8").trim().split(" ");
      const status = readFileSync(`/proc/${run}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.kill("SIGTERM");
    await once(this.child, "exit");
  }
}

async function statusOf(url: string): Promise<number> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
