import { UserError } from "@private-http-api/cli-kit";
import type { Config, Environment } from "./config/config";
import { ConfigError } from "./config/config-error";
import { imageChoiceIn } from "./config/image-file";
import { loadConfig } from "./config/load-config";

/**
 * The config that a command uses.
 * @param env says which images to take from the record @default those whose sources are unchanged
 * @throws UserError where the config is refused
 */
export function readConfigFile(file: string, env: NodeJS.ProcessEnv = {}): Config {
  try {
    return loadConfig(file, imageChoiceIn(env));
  } catch (error) {
    if (error instanceof ConfigError) throw new UserError(error.message);
    throw error;
  }
}

/** @throws UserError when the config has no such environment */
export function environmentNamed(
  { environments }: Pick<Config, "environments">,
  name: string,
  command: string,
): Environment {
  const found = environments.find((each) => each.name === name);
  if (found) return found;
  const names = environments.map((each) => each.name).join(", ");
  throw new UserError(`${command}: no environment ${JSON.stringify(name)}; give one of ${names}`);
}
