/** Timers for everything that waits, so that a test can skip hours. */
export interface Timers {
  /** Runs `task` after the delay, in milliseconds; the returned function cancels it. */
  after(milliseconds: number, task: () => void): () => void;
}

/** The machine's clock. A waiting task does not keep the process alive. */
export const systemTimers: Timers = {
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
