import { join } from "node:path";
import { UserError } from "@private-http-api/cli-kit";
import type { EcsService } from "./backends";
import { EcsServices } from "./ecs";
import { LambdaFunctions } from "./functions";
import type { CorsConfiguration, HttpApi } from "./http-api";
import { Integrations } from "./integrations";
import type { Resource, Terraform } from "@private-http-api/terraform-json";
import { readRoutes } from "./routes";
import { readStage } from "./stages";
import { TargetGroups } from "./target-groups";

/** What a local run serves: one API, and every ECS service of its environment. */
export interface Topology {
  readonly api: HttpApi;
  readonly services: readonly EcsService[];
}

/**
 * Follows everything from the API to the tasks' containers.
 * @param project The project's folder, to which build contexts are relative.
 * @param outdir Where the stacks were synthesized that a state is of: the state itself does not say where Terraform ran.
 */
export function readTopology(terraform: Terraform, project: string, outdir = join(project, "cdktf.out")): Topology {
  const [api, ...others] = terraform.resources("aws_apigatewayv2_api");
  if (api === undefined) throw new UserError(`${terraform.source} has no aws_apigatewayv2_api to serve.`);
  if (others.length > 0) {
    const addresses = [api, ...others].map(({ address }) => address).join(", ");
    throw new UserError(
      `${terraform.source} has ${others.length + 1} APIs (${addresses}); one can be served at a time.`,
    );
  }
  const services = new EcsServices(terraform, project, outdir);
  const groups = new TargetGroups(services);
  const integrations = new Integrations(terraform, services, groups, new LambdaFunctions(terraform, outdir));
  const cors = readCors(api);
  return {
    api: {
      address: api.address,
      name: api.attributes.requiredText("name"),
      ...(cors === undefined ? {} : { cors }),
      stage: readStage(terraform, api),
      routes: readRoutes(terraform, integrations, api),
    },
    services: services.all,
  };
}

function readCors(api: Resource): CorsConfiguration | undefined {
  const block = api.attributes.block("cors_configuration");
  if (block === undefined) return undefined;
  const maxAgeSeconds = block.number("max_age");
  return {
    allowOrigins: block.texts("allow_origins"),
    allowMethods: block.texts("allow_methods"),
    allowHeaders: block.texts("allow_headers"),
    exposeHeaders: block.texts("expose_headers"),
    allowCredentials: block.boolean("allow_credentials") ?? false,
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
  };
}
