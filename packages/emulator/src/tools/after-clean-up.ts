/**
 * Takes away what a failed command made.
 *
 * @returns what failed first, with what the clean-up could not do after it
 */
export async function afterCleanUp(error: unknown, cleanUp: () => Promise<void>): Promise<unknown> {
  try {
    await cleanUp();
    return error;
  } catch (problem) {
    const first = error instanceof Error ? error.message : String(error);
    const left = problem instanceof Error ? problem.message : String(problem);
    return new Error(`${first}\nclean-up: ${left}; run this with --destroy to take the rest away`, { cause: error });
  }
}
