/** Receives one line of progress. */
export type Progress = (line: string) => void;

/** Seconds between two lines of progress of a step without output. */
const tickSeconds = 15;

/** Reports the start of a step, every 15 s that it is still running, and finally its duration. */
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
