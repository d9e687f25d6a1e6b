import { formatProblem, type Problem } from "./problem";

/** An invalid config file; the message has one line per problem. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  /**
   * @param file the config file, as the user named it
   * @param problems everything that is wrong with it
   */
  constructor(
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    super(problems.map((problem) => `${file}: ${formatProblem(problem)}`).join("\n"));
  }
}
