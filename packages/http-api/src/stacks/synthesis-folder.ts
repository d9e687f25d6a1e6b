import { join } from "node:path";
import { folderProblem, outdirNamedIn } from "@private-http-api/cli-kit";
import { ConfigError } from "../config/config-error";

/**
 * The folder that CDKTF_OUTDIR names, else `cdktf.out`; an empty name counts as unset. It is made here, because CDKTF makes
 * no parents and fails with a stack trace.
 *
 * @throws ConfigError when it cannot be written
 */
export function synthesisFolder(env: NodeJS.ProcessEnv): string {
  const folder = outdirNamedIn(env);
  const message = folderProblem(folder) ?? folderProblem(join(folder, "stacks"));
  if (message !== undefined) throw new ConfigError("CDKTF_OUTDIR", [{ path: [], message }]);
  return folder;
}
