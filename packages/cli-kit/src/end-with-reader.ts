/**
 * Exits silently when the reader of the output has closed the pipe, as in `npm run review | head`; Node would exit with a
 * stack trace.
 */
export function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}
