import type { Environment } from "./config";
import type { DecidingFunctionConfig, FunctionConfig } from "./schema/function-schema";

/** A Lambda function of an API, behind routes or behind an authorizer. */
export interface NamedFunction {
  /** Name of the function or authorizer; unique among both. */
  readonly name: string;
  /** Place of its settings in the environment's `api`. */
  readonly keys: readonly string[];
  readonly settings: FunctionConfig | DecidingFunctionConfig;
}

/** Every Lambda function of an environment's API. */
export function lambdaFunctions({ api }: Pick<Environment, "api">): readonly NamedFunction[] {
  return [
    ...Object.entries(api.functions).map(([name, settings]) => ({ name, keys: ["functions", name], settings })),
    ...Object.entries(api.authorizers).flatMap(([name, authorizer]): NamedFunction[] =>
      "function" in authorizer
        ? [{ name, keys: ["authorizers", name, "function"], settings: authorizer.function }]
        : [],
    ),
  ];
}
