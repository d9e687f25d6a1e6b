/** Takes one line of what is going on, for the person who waits. */
export type Progress = (line: string) => void;

/** Seconds between two lines of a step that says nothing itself. */
const tickSeconds = 15;

/** Reports the start of a step, every 15 s that it is still running, and how long it took. */
export async function withProgress<T>(progress: Progress, what: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  function seconds() {
    return Math.round((Date.now() - started) / 1000);
  }
  progress(`${what} ...`);
  const ticker = setInterval(() => {
    progress(`${what} ... ${seconds()} s`);
  }, tickSeconds * 1000);
  try {
    const result = await work();
    progress(`${what}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}
