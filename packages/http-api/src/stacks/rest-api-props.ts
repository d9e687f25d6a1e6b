import { type Environment, routedServices } from "../config/config";
import { restConsumers } from "../config/consumer-service";
import { planRoutes } from "../config/route-plan";
import type { RestApiProps, RestRoute } from "../constructs/rest-api";
import type { Backend } from "./backend";
import { publicPaths } from "./api-props";
import type { RestApiStackProps } from "./rest-api-stack-props";

/** An environment's REST API as its stack takes it: the same routes as an HTTP API's. */
export function restApiProps(
  environment: Environment,
  backends: ReadonlyMap<string, Backend>,
): Pick<RestApiStackProps, "stage" | "paths"> & {
  readonly api: Omit<RestApiStackProps["api"], "vpcLinkId" | "consumerEndpoints">;
} {
  const { api } = environment;
  const [backend] = backends.values();
  if (!backend?.balancer) throw new Error("no application load balancer for the REST API");
  const { balancer, serverName } = backend;
  return {
    api: {
      endpoint: api.endpoint ?? "regional",
      allowedVpcEndpoints: api.allowedVpcEndpoints,
      allowedAccounts: allowedAccounts(environment),
      loadBalancerArn: balancer.arn,
      origin: serverName === undefined ? `http://${balancer.dnsName}` : `https://${serverName}:443`,
      timeoutSeconds: api.integrationTimeoutSeconds,
      routes: routes(environment),
    },
    stage: { name: api.stage, variables: api.stageVariables, throttle: api.throttle },
    paths: publicPaths(environment),
  };
}

/**
 * A policy that lets in everybody would let in all principals of the account, whatever IAM gives them: "either or" holds
 * within one account ["How API Gateway resource policies affect authorization workflow", table B]. Its root hands on to IAM.
 */
function allowedAccounts(environment: Environment): RestApiProps["allowedAccounts"] {
  const { account, api, services } = environment;
  if (api.allowedAccounts.length > 0 || api.endpoint !== "private") return api.allowedAccounts;
  if (!routedServices(services).every(({ authorization }) => authorization === "iam")) return [];
  return [...new Set([account, ...restConsumers(environment).map(([, consumer]) => consumer.account)])];
}

function routes(environment: Environment): readonly RestRoute[] {
  const { basePath = "" } = environment.api;
  return planRoutes(environment).routes.map(({ key, authorization }): RestRoute => {
    const path = (key.split(" ")[1] ?? "").slice(basePath.length).replace("{proxy+}", "{proxy}");
    if (typeof authorization !== "string") throw new Error(`${key}: a REST API has no authorizers here`);
    return { key, path: path === "" ? "/" : path, authorization };
  });
}
