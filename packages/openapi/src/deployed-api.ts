import { UserError } from "@private-http-api/cli-kit";
import { readStack, readSynthesized, regionOf, stackFolders } from "@private-http-api/terraform-json";
import { readWholeTopology, type Topology } from "@private-http-api/topology";

/** An environment's API as its synthesized stacks deploy it. */
export interface DeployedApi {
  readonly environment: string;
  /** Stack of the API. */
  readonly stack: string;
  readonly topology: Topology;
  readonly region: string;
  /** Custom domain, with the base path before a route's path. @default the API's default host name */
  readonly domain?: { readonly name: string; readonly path: string };
}

/**
 * @param outdir synth output, in the folder `project`
 * @param consumer of PrivateLink whose API it is. @default the environment's own
 */
export function readDeployedApi(outdir: string, environment: string, project: string, consumer?: string): DeployedApi {
  const stack = consumer === undefined ? `${environment}-http-api` : `${environment}-consumer-${consumer}`;
  const terraform = readSynthesized(outdir, environment);
  const [domain] = terraform.resources("aws_apigatewayv2_domain_name");
  const [mapping] = terraform.resources("aws_apigatewayv2_api_mapping");
  const key = mapping?.attributes.text("api_mapping_key");
  return {
    environment,
    stack,
    topology: readWholeTopology(terraform, project, { from: consumer }),
    region: regionOfApi(outdir, stack),
    ...(domain === undefined || consumer !== undefined
      ? {}
      : {
          domain: { name: domain.attributes.requiredText("domain_name"), path: key === undefined ? "" : `/${key}` },
        }),
  };
}

function regionOfApi(outdir: string, id: string): string {
  const stack = stackFolders(outdir).find(({ name }) => name === id);
  const region = stack && regionOf(readStack(stack));
  if (region === undefined)
    throw new UserError(`${outdir}: the AWS provider of ${id} has no Region; \`npm run synth\` writes one.`);
  return region;
}
