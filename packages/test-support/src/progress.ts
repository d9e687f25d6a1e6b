/** Shows what a slow step does: on standard error, beside what Jest says. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
