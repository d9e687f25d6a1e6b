import { writeFileSync } from "node:fs";
import type { ProviderMirror } from "./mirror";

/** Terraform's CLI configuration that takes what the mirrors hold from them, and everything else from its registry. */
export function cliConfig(mirrors: readonly ProviderMirror[]): string {
  const list = (providers: readonly string[]) => JSON.stringify(providers);
  const blocks = mirrors.map(
    ({ folder, providers }) =>
      `  filesystem_mirror {\n    path    = ${JSON.stringify(folder)}\n    include = ${list(providers)}\n  }\n`,
  );
  const mirrored = mirrors.flatMap(({ providers }) => providers);
  return `provider_installation {\n${blocks.join("")}  direct {\n    exclude = ${list(mirrored)}\n  }\n}\n`;
}

/**
 * Environment variables for Terraform. Without a mirror the caller's own CLI configuration stays in force.
 * @param file where the CLI configuration is written to
 */
export function terraformEnvironment(
  mirrors: readonly ProviderMirror[],
  file: string,
): Readonly<Record<string, string>> {
  const quiet = { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
  if (mirrors.length === 0) return quiet;
  writeFileSync(file, cliConfig(mirrors));
  return { ...quiet, TF_CLI_CONFIG_FILE: file };
}
