import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LOCAL_ACCOUNT_ID } from "../gateway/lambda-event";
import type { FunctionCode } from "@private-http-api/topology";
import type { Reaper } from "../tasks/reaper";
import { unpack } from "./archive";
import { ExecutionEnvironment } from "./execution-environment";

export interface LocalFunctionProps {
  readonly name: string;
  readonly code: FunctionCode;
  readonly file: string;
  readonly args: readonly string[];
  /** The part of the shell's environment that its processes see. */
  readonly shellEnvironment: Readonly<Record<string, string>>;
  readonly write: (text: string) => void;
  readonly reaper: Reaper;
}

/** Most processes of one function; further events wait. AWS's account quota of 1,000 would overload this machine. */
const mostEnvironments = 10;

/** Runs one function: one event at a time per process, which is reused for the next event, as in Lambda. */
export class LocalFunction {
  private readonly idle: ExecutionEnvironment[] = [];
  private readonly all = new Set<ExecutionEnvironment>();
  private readonly waiting: (() => void)[] = [];
  private root: string | undefined;
  private started = 0;
  private closed = false;
  private retired = false;
  private busy = 0;

  constructor(private readonly props: LocalFunctionProps) {}

  async invoke(event: unknown): Promise<unknown> {
    this.busy += 1;
    try {
      return await this.run(event);
    } finally {
      this.busy -= 1;
      if (this.retired && this.busy === 0) this.close();
    }
  }

  /** Closes it as soon as it has answered its events: another version has replaced it. */
  retire(): void {
    this.retired = true;
    if (this.busy === 0) this.close();
  }

  private async run(event: unknown): Promise<unknown> {
    const environment = await this.take();
    try {
      return await environment.invoke(event);
    } finally {
      if (environment.usable) this.idle.push(environment);
      else this.all.delete(environment);
      this.waiting.shift()?.();
    }
  }

  /** Ends its processes and removes its code. */
  close(): void {
    this.closed = true;
    for (const environment of this.all) environment.kill();
    for (const wake of this.waiting.splice(0)) wake();
    if (this.root !== undefined) rmSync(this.root, { recursive: true, force: true });
    this.root = undefined;
  }

  private async take(): Promise<ExecutionEnvironment> {
    for (;;) {
      if (this.closed) throw new Error("the run is ending");
      const kept = this.idle.pop();
      if (kept?.usable === true) return kept;
      if (kept !== undefined) this.all.delete(kept);
      else if (this.all.size < mostEnvironments) return this.start();
      else {
        await new Promise<void>((resolve) => {
          this.waiting.push(resolve);
        });
      }
    }
  }

  private start(): ExecutionEnvironment {
    const { name, code, file, args, shellEnvironment, write, reaper } = this.props;
    const root = (this.root ??= this.unpacked());
    this.started += 1;
    const id = `${name}/${this.started}`;
    const environment = new ExecutionEnvironment({
      ...{ id, file, args, root, timeoutSeconds: code.timeoutSeconds, write, reaper, arn: this.arn() },
      env: { ...shellEnvironment, ...code.environment, ...this.reserved(id, root) },
    });
    this.all.add(environment);
    return environment;
  }

  private unpacked(): string {
    const root = mkdtempSync(join(tmpdir(), "lambda-"));
    try {
      unpack(this.props.code.archive, root);
      return root;
    } catch (error) {
      rmSync(root, { recursive: true, force: true });
      throw error;
    }
  }

  /** With the shell's Region instead of the function's, like the shell's credentials instead of the role's. */
  private arn(): string {
    const { name, shellEnvironment } = this.props;
    const region = shellEnvironment["AWS_REGION"] ?? shellEnvironment["AWS_DEFAULT_REGION"] ?? "us-east-1";
    return `arn:aws:lambda:${region}:${LOCAL_ACCOUNT_ID}:function:${name}`;
  }

  /** Variables that Lambda itself sets ("Defined runtime environment variables"). */
  private reserved(id: string, root: string): Readonly<Record<string, string>> {
    const { name, code } = this.props;
    return {
      _HANDLER: code.handler,
      AWS_EXECUTION_ENV: `AWS_Lambda_${code.runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(code.memoryMiB),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: id,
      LAMBDA_TASK_ROOT: root,
      TZ: "UTC",
    };
  }
}
