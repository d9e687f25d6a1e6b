import { existsSync, statSync } from "node:fs";
import type { FunctionInvoker, InvokedFunction } from "../gateway/function-invoker";
import type { FunctionCode, HttpApi } from "@private-http-api/topology";
import type { Reaper } from "../tasks/reaper";
import { fromShell, type ShellEnvironment } from "../tasks/shell-environment";
import { LocalFunction } from "./local-function";
import { runtimeCommand } from "./runtime-command";

export interface LocalFunctionsProps {
  readonly api: HttpApi;
  /** The environment of the shell. */
  readonly shellEnvironment: ShellEnvironment;
  /** Writer for the output of one function. */
  readonly writerFor: (functionName: string) => (text: string) => void;
  readonly reaper: Reaper;
}

/** Runs an API's Lambda functions on this machine; each starts with its first event. */
export class LocalFunctions implements FunctionInvoker {
  /** How functions differ from AWS, one line each. */
  readonly notes: readonly string[];
  private readonly byCode = new Map<FunctionCode, LocalFunction>();
  private readonly byContent = new Map<string, LocalFunction>();

  /** @param before the functions until now: unchanged ones keep running */
  constructor(
    private readonly props: LocalFunctionsProps,
    private readonly before?: LocalFunctions,
  ) {
    const notes = props.api.routes.flatMap(({ integration, authorization }) => [
      ...(integration.kind === "aws-proxy" ? this.prepare(integration) : []),
      ...(authorization.type === "CUSTOM" ? this.prepare(authorization.authorizer) : []),
    ]);
    this.notes = [...new Set(notes)];
  }

  async invoke(
    { functionName, code }: InvokedFunction,
    event: Parameters<FunctionInvoker["invoke"]>[1],
  ): Promise<unknown> {
    const here = code === undefined ? undefined : this.byCode.get(code);
    if (here === undefined) throw new Error(`function ${functionName} is not on this machine`);
    return here.invoke(event);
  }

  /** Ends all processes of all functions, and removes their code. */
  close(): void {
    for (const each of this.byCode.values()) each.close();
  }

  /** Retires the functions that another instance has not taken over. */
  retireAllBut(kept: LocalFunctions): void {
    const going = new Set(kept.byContent.values());
    for (const each of this.byContent.values()) if (!going.has(each)) each.retire();
  }

  /** @returns what the user should know about it */
  private prepare({ functionName: name, code }: InvokedFunction): readonly string[] {
    if (code === undefined) {
      return [`function ${name}: its code is not on this machine; its routes answer 500`];
    }
    const { writerFor, reaper, shellEnvironment } = this.props;
    const command = runtimeCommand(code.runtime, shellEnvironment["PATH"] ?? "");
    if (command.kind === "missing") return [`function ${name}: ${command.reason}; its routes answer 500`];
    const { file, args, difference } = command;
    if (!this.byCode.has(code)) {
      const shared = { name, code, file, args, write: writerFor(name), reaper };
      const content = contentOf(name, code);
      const here =
        this.byContent.get(content) ??
        this.before?.byContent.get(content) ??
        new LocalFunction({ ...shared, shellEnvironment: fromShell(shellEnvironment) });
      this.byCode.set(code, here);
      this.byContent.set(content, here);
    }
    return difference === undefined ? [] : [`function ${name}: ${code.runtime} on AWS, ${difference} here`];
  }
}

/** Two functions are the same if this text is; an archive that was packed again counts as changed. */
function contentOf(name: string, code: FunctionCode): string {
  return JSON.stringify([name, code, existsSync(code.archive) ? statSync(code.archive).mtimeMs : 0]);
}
