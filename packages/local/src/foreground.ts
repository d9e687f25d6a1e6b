import type { Served } from "./serve";

/** Signals that end a run, with the exit code that says so: 128 and the signal's number. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type EndingSignal = keyof typeof exitCodes;

export const endingSignals: readonly EndingSignal[] = ["SIGHUP", "SIGINT", "SIGTERM"];

export interface ForegroundProps {
  readonly print: (line: string) => void;
  /** Ends this process. */
  readonly end: (exitCode: number) => void;
  readonly fail: (error: unknown) => void;
}

/** A run as a terminal ends it: the first signal lets everything end in order, the second ends it at once. */
export class Foreground {
  private run: Served | undefined;
  private stopping = false;

  constructor(private readonly props: ForegroundProps) {}

  begin(run: Served): void {
    this.run = run;
  }

  onSignal(signal: EndingSignal): void {
    const { run, props } = this;
    if (this.stopping || run === undefined) {
      this.kill();
      props.end(exitCodes[signal]);
      return;
    }
    this.stopping = true;
    props.print("Stopping: no new requests, the tasks drain. Ctrl-C again stops at once.");
    run.stop().then(() => {
      props.end(0);
    }, props.fail);
  }

  kill(): void {
    this.run?.kill();
  }
}
