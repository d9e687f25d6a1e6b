import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Problem } from "@private-http-api/cli-kit";
import { readSynthesized } from "@private-http-api/terraform-json";
import { readTopology, type Topology } from "@private-http-api/topology";

/** An environment's API as its synthesized stacks deploy it. */
export interface DeployedApi {
  readonly environment: string;
  readonly topology: Topology;
  readonly region: string;
  /** Host name of the user's own, with what stands between it and a route's path. @default the API's own host name */
  readonly domain?: { readonly name: string; readonly path: string };
}

const stackSchema = z.object({
  provider: z.object({ aws: z.array(z.object({ region: z.string() })).min(1) }),
});

/**
 * @param outdir what `npm run synth` wrote, in `project`
 */
export function readDeployedApi(outdir: string, environment: string, project: string): DeployedApi {
  const terraform = readSynthesized(outdir, environment);
  const [domain] = terraform.resources("aws_apigatewayv2_domain_name");
  const [mapping] = terraform.resources("aws_apigatewayv2_api_mapping");
  const key = mapping?.attributes.text("api_mapping_key");
  return {
    environment,
    topology: readTopology(terraform, project),
    region: regionOf(join(outdir, "stacks", `${environment}-http-api`, "cdk.tf.json")),
    ...(domain === undefined
      ? {}
      : {
          domain: { name: domain.attributes.requiredText("domain_name"), path: key === undefined ? "" : `/${key}` },
        }),
  };
}

function regionOf(file: string): string {
  const stack = stackSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  const region = stack.data?.provider.aws[0]?.region;
  if (region === undefined) throw new Problem(`${file}: its AWS provider has no region; \`npm run synth\` writes one.`);
  return region;
}
