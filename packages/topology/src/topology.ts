import { join } from "node:path";
import { UserError } from "@private-http-api/cli-kit";
import { chooseApi } from "./apis";
import type { EcsService } from "./backends";
import { CloudMapServices } from "./cloud-map-services";
import { type Consumer, readConsumers } from "./consumers";
import { EcsServices } from "./ecs";
import { LambdaFunctions } from "./functions";
import { Gaps } from "./gaps";
import type { CorsConfiguration, HttpApi } from "./http-api";
import { importedRoutes } from "./imported-routes";
import { Integrations } from "./integrations";
import type { Resource, Terraform } from "@private-http-api/terraform-json";
import { readRestSettings, readRestStages } from "./rest-apis";
import { readRestEndpoints, type RestEndpoint } from "./rest-endpoints";
import { readRoutes } from "./routes";
import { readServiceCalls, type ServiceCall } from "./service-calls";
import { readStages } from "./stages";
import { TargetGroups } from "./target-groups";

/** What a local run serves: one API, and every ECS service of its environment. */
export interface Topology {
  readonly api: HttpApi;
  readonly services: readonly EcsService[];
  /** Addresses of services in the variables of others. @default none */
  readonly calls?: readonly ServiceCall[];
  /** VPCs that reach services past the API. @default there are none */
  readonly consumers?: readonly Consumer[];
  /** Endpoints through which a private REST API may be called. @default there are none */
  readonly restEndpoints?: readonly RestEndpoint[];
  /** What is not served, or not as configured, one line each. Affected routes report it too. */
  readonly gaps: readonly string[];
}

export interface TopologyOptions {
  /** Synth output that the state belongs to: a state does not say where Terraform ran. */
  readonly outdir?: string;
  /** Name or id of the API. @default the one with the most routes */
  readonly api?: string | undefined;
  /** Consumer of PrivateLink whose API is served, if it has one. @default the environment's */
  readonly from?: string | undefined;
}

/**
 * Follows everything from the API to the tasks' containers. What is not understood is left out and listed in `gaps`.
 * @param project folder of the project; build contexts are relative to it
 */
export function readTopology(terraform: Terraform, project: string, options: TopologyOptions = {}): Topology {
  const { outdir = join(project, "cdktf.out") } = options;
  const gaps = new Gaps();
  const api = chooseApi(terraform, gaps, options.api, options.from);
  const services = new EcsServices(terraform, project, outdir, gaps);
  const groups = new TargetGroups(services, gaps);
  const functions = new LambdaFunctions(terraform, outdir, project);
  const cloudMap = new CloudMapServices(terraform, services);
  const integrations = new Integrations(terraform, cloudMap, groups, functions, gaps);
  const cors = readCors(api);
  const routes = [
    ...readRoutes(terraform, integrations, functions, api, gaps),
    ...importedRoutes(terraform, { integrations, functions }, api, gaps),
  ];
  const isRest = api.type === "aws_api_gateway_rest_api";
  const stages = isRest ? readRestStages(terraform, api, gaps) : readStages(terraform, api, gaps);
  const calls = readServiceCalls(terraform, services, cloudMap);
  const consumers = readConsumers(terraform, groups, gaps);
  const restEndpoints = isRest ? readRestEndpoints(terraform) : [];
  return {
    api: {
      address: api.address,
      name: api.attributes.text("name") ?? api.name,
      ...(isRest ? { rest: readRestSettings(terraform, api) } : {}),
      ...(cors === undefined ? {} : { cors }),
      ...stages,
      routes,
    },
    services: services.all,
    ...(calls.length === 0 ? {} : { calls }),
    ...(consumers.length === 0 ? {} : { consumers }),
    ...(restEndpoints.length === 0 ? {} : { restEndpoints }),
    gaps: gaps.lines,
  };
}

/** The topology of Terraform that is fully understood; otherwise throws a UserError with all gaps. */
export function readWholeTopology(terraform: Terraform, project: string, options: TopologyOptions = {}): Topology {
  const topology = readTopology(terraform, project, options);
  if (topology.gaps.length > 0) throw new UserError(...topology.gaps);
  return topology;
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
