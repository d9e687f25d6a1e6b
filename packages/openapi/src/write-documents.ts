import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { outdirIn, UserError } from "@private-http-api/cli-kit";
import { chooseEnvironment, environmentsIn } from "@private-http-api/terraform-json";
import { readDeployedApi } from "./deployed-api";
import { openApiDocument } from "./document";

/**
 * Writes an OpenAPI document beside each API's synthesized JSON: an environment's own, and those of consumers' accounts.
 * @param project folder that contains `cdktf.out`
 * @param env environment variables; `CDKTF_OUTDIR` overrides `cdktf.out`
 * @param environment one environment. @default all
 * @returns the files, relative to the project
 * @throws UserError if there is no synth output, no API, or no such environment
 */
export function writeDocuments(project: string, env: NodeJS.ProcessEnv, environment?: string): readonly string[] {
  const outdir = outdirIn(project, env);
  const asked = environment === undefined ? environmentsIn(outdir) : [chooseEnvironment(outdir, environment)];
  if (asked.length === 0) throw new UserError(`${outdir} has no stack <environment>-http-api.`);
  return asked.flatMap((name) => {
    const own = readDeployedApi(outdir, name, project);
    const consumers = (own.topology.consumers ?? []).filter(({ api }) => api !== undefined);
    return [own, ...consumers.map((each) => readDeployedApi(outdir, name, project, each.name))].map((api) => {
      const file = join(outdir, "stacks", api.stack, "openapi.json");
      writeFileSync(file, `${JSON.stringify(openApiDocument(api), null, 2)}\n`);
      return relative(project, file);
    });
  });
}
