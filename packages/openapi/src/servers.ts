import type { DeployedApi } from "./deployed-api";
import type { Server } from "./open-api";

/** Where the API answers. With a domain of the user's own, the API's own host name is off the air. */
export function serverOf({ domain, region, topology, environment }: DeployedApi): Server {
  if (domain !== undefined) {
    return { url: `https://${domain.name}${domain.path}`, description: environment };
  }
  const { stage } = topology.api;
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return {
    url: `https://{apiId}.execute-api.${region}.${suffix}${stage.name === "$default" ? "" : `/${stage.name}`}`,
    description: environment,
    variables: {
      apiId: {
        // A variable must have a default, and AWS gives the id when the API is made.
        default: "api-id",
        description: `The API's id; the output api_endpoint of the stack ${environment}-http-api has it.`,
      },
    },
  };
}
