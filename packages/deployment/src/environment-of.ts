import { UserError } from "@private-http-api/cli-kit";
import { type Config, ConfigError, type Environment, imageChoiceIn, loadConfig } from "@private-http-api/http-api";

/** @throws UserError where the config is refused */
export function readConfigFile(file: string, env: NodeJS.ProcessEnv): Config {
  try {
    return loadConfig(file, imageChoiceIn(env));
  } catch (error) {
    if (error instanceof ConfigError) throw new UserError(error.message);
    throw error;
  }
}

/** @throws UserError where the config has no such environment */
export function environmentNamed({ environments }: Config, name: string, command: string): Environment {
  const found = environments.find((each) => each.name === name);
  if (found) return found;
  const names = environments.map((each) => each.name).join(", ");
  throw new UserError(`${command}: no environment ${JSON.stringify(name)}; give one of ${names}`);
}
