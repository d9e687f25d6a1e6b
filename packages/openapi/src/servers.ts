import type { DeployedApi } from "./deployed-api";
import type { Server } from "./open-api";

/** The API's servers. With a custom domain, the default host name is disabled. */
export function serverOf({ domain, region, topology, environment, stack }: DeployedApi): Server {
  if (domain !== undefined) {
    return { url: `https://${domain.name}${domain.path}`, description: environment };
  }
  const { stage, rest } = topology.api;
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return {
    url: `https://{apiId}.execute-api.${region}.${suffix}${stage.name === "$default" ? "" : `/${stage.name}`}`,
    description:
      rest?.isPrivate === true
        ? `${environment}, for VPCs with an execute-api endpoint that its policy lets in`
        : environment,
    variables: {
      apiId: {
        // A variable must have a default, and AWS assigns the id when the API is created.
        default: "api-id",
        description: `The API's id; see the output api_endpoint of the stack ${stack}.`,
      },
    },
  };
}
