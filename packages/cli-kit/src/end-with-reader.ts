/**
 * Ends the program in silence when nobody reads its output any more, as `npm run review | head` does; Node would end it with
 * a stack trace.
 */
export function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}
