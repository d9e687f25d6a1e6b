/** Shows the progress of a slow step on standard error, among Jest's output. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
