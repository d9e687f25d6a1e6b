import type { Served } from "./serve";

/** Signals that end a run, with their exit codes: 128 and the signal's number. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type EndingSignal = keyof typeof exitCodes;

export const endingSignals: readonly EndingSignal[] = ["SIGHUP", "SIGINT", "SIGTERM"];

export interface ForegroundProps {
  readonly print: (line: string) => void;
  /** Ends this process. */
  readonly end: (exitCode: number) => void;
  readonly fail: (error: unknown) => void;
  /**
   * A second signal within this time, in milliseconds, is the first one again: at Ctrl-C a terminal signals npm and this
   * process, and npm forwards its own. @default 0
   */
  readonly echoMilliseconds?: number;
}

/** A run in a terminal: the first signal ends it cleanly, the second at once. */
export class Foreground {
  private run: Served | undefined;
  /** When stopping began, by `performance.now()`. */
  private stoppingSince: number | undefined;

  constructor(private readonly props: ForegroundProps) {}

  begin(run: Served): void {
    this.run = run;
  }

  onSignal(signal: EndingSignal): void {
    const { run, props } = this;
    const { stoppingSince } = this;
    if (stoppingSince !== undefined && performance.now() - stoppingSince < (props.echoMilliseconds ?? 0)) return;
    if (stoppingSince !== undefined || run === undefined) {
      this.kill();
      props.end(exitCodes[signal]);
      return;
    }
    this.stoppingSince = performance.now();
    props.print("Stopping: no new requests, the tasks drain. Ctrl-C again stops at once.");
    run.stop().then(() => {
      props.end(0);
    }, props.fail);
  }

  /** The parent has exited: nothing else would stop this run. */
  onOrphaned(): void {
    if (this.stoppingSince === undefined) this.onSignal("SIGHUP");
  }

  kill(): void {
    this.run?.kill();
  }
}
