/**
 * Cleans up after a failed command.
 *
 * @returns the first error, with that of the clean-up appended if it failed too
 */
export async function afterCleanUp(error: unknown, cleanUp: () => Promise<void>): Promise<unknown> {
  try {
    await cleanUp();
    return error;
  } catch (problem) {
    const first = error instanceof Error ? error.message : String(error);
    const left = problem instanceof Error ? problem.message : String(problem);
    return new Error(`${first}\nclean-up: ${left}; run this with --destroy to remove what is left`, { cause: error });
  }
}
