import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { outdirIn, UserError } from "@private-http-api/cli-kit";
import { chooseEnvironment, environmentsIn } from "@private-http-api/terraform-json";
import { readDeployedApi } from "./deployed-api";
import { openApiDocument } from "./document";

/**
 * Writes an OpenAPI document beside each API's synthesized JSON.
 * @param project folder of `cdktf.out`
 * @param env `CDKTF_OUTDIR` names another folder than `cdktf.out`
 * @param environment one environment; all unless given
 * @returns the files, relative to the project
 * @throws UserError where there is no synth output, no API, or no such environment
 */
export function writeDocuments(project: string, env: NodeJS.ProcessEnv, environment?: string): readonly string[] {
  const outdir = outdirIn(project, env);
  const asked = environment === undefined ? environmentsIn(outdir) : [chooseEnvironment(outdir, environment)];
  if (asked.length === 0) throw new UserError(`${outdir} has no stack <environment>-http-api.`);
  return asked.map((name) => {
    const file = join(outdir, "stacks", `${name}-http-api`, "openapi.json");
    writeFileSync(file, `${JSON.stringify(openApiDocument(readDeployedApi(outdir, name, project)), null, 2)}\n`);
    return relative(project, file);
  });
}
