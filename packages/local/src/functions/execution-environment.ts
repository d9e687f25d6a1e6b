import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import { createInterface } from "node:readline";
import { z } from "zod";
import { signalGroup } from "../tasks/process-group";
import type { Reaper } from "../tasks/reaper";
import { prefixLines } from "../tasks/output";

export interface ExecutionEnvironmentProps {
  /** Its name in the output, e.g. `reports/1`. */
  readonly id: string;
  readonly file: string;
  readonly args: readonly string[];
  /** Folder of the function's unpacked code. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** ARN of the function, for its context. */
  readonly arn: string;
  readonly write: (text: string) => void;
  readonly reaper: Reaper;
}

/** Longest wait for a runtime to load its handler, in milliseconds (Lambda, "Understanding the execution environment"). */
const initTimeout = 10_000;

const message = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ error: z.string() }),
  z.object({ result: z.unknown() }),
]);
type Message = z.infer<typeof message>;

/** A process that runs a function, one event at a time, like an execution environment of Lambda. */
export class ExecutionEnvironment {
  private readonly child: ChildProcess;
  private readonly ready: Promise<Message>;
  private receive: (received: Message) => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;
  private ended = false;

  constructor(private readonly props: ExecutionEnvironmentProps) {
    const { file, args, root, env, reaper } = props;
    this.child = spawn(file, args, {
      cwd: root,
      env,
      // In its own process group: Ctrl-C in the terminal does not reach it, this process ends it.
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      if (stream !== null) prefixLines(stream, `${props.id} | `, props.write);
    this.channel.on("error", () => undefined);
    createInterface({ input: this.channel }).on("line", (line) => {
      this.receive(read(line));
    });
    const forget = reaper.watchGroup(this.child.pid);
    this.child.once("error", (error) => {
      this.end(`${file} cannot be started: ${error.message}`);
    });
    // Processes that the handler has left behind would keep the streams open.
    this.child.once("exit", () => {
      this.endGroup();
    });
    this.child.once("close", (code, signal) => {
      forget();
      this.end(`the runtime ended with ${signal ?? `exit status ${String(code)}`}`);
    });
    this.ready = this.answer(initTimeout, `the handler was not loaded within ${initTimeout / 1000} s`);
    this.ready.catch(() => undefined);
  }

  /** False once the process has ended: the next event needs another one. */
  get usable(): boolean {
    return !this.ended;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves with the handler's result; rejects when it threw, took too long or ended the process. */
  async invoke(event: unknown): Promise<unknown> {
    const loaded = await this.ready;
    if ("error" in loaded) {
      this.kill();
      throw new Error(loaded.error);
    }
    const milliseconds = this.props.timeoutSeconds * 1000;
    const answer = this.answer(milliseconds, `no result within the function's ${this.props.timeoutSeconds} s`);
    const deadline = Date.now() + milliseconds;
    const { arn } = this.props;
    this.channel.write(`${JSON.stringify({ event, requestId: randomUUID(), deadline, arn })}\n`);
    const received = await answer;
    if ("error" in received) throw new Error(received.error);
    return "result" in received ? received.result : undefined;
  }

  kill(): void {
    this.ended = true;
    if (this.child.exitCode === null && this.child.signalCode === null) this.endGroup();
  }

  private endGroup(): void {
    if (this.child.pid !== undefined) signalGroup(this.child.pid, "SIGKILL");
  }

  private get channel(): Duplex {
    return this.child.stdio[3] as Duplex;
  }

  /** The next message; when it is late, the process is killed, as in Lambda. */
  private answer(milliseconds: number, late: string): Promise<Message> {
    if (this.ended) return Promise.reject(new Error("the runtime has ended"));
    return new Promise<Message>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.props.write(`${this.props.id} | ${late}\n`);
        reject(new Error(late));
        this.kill();
      }, milliseconds);
      this.receive = (received) => {
        clearTimeout(timer);
        resolve(received);
      };
      this.fail = (error) => {
        clearTimeout(timer);
        reject(error);
      };
    });
  }

  private end(why: string): void {
    this.ended = true;
    this.fail(new Error(why));
  }
}

/** A result that is not JSON is the handler's error. */
function read(line: string): Message {
  try {
    return message.parse(JSON.parse(line));
  } catch {
    return { error: "the handler's result is not JSON" };
  }
}
