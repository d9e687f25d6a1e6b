/** Aborted when the command is asked to end: by Ctrl-C, by another program, or because its terminal is gone. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => {
      controller.abort();
    });
  return controller.signal;
}
