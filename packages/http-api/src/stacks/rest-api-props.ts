import { type Environment, routedServices } from "../config/config";
import { restConsumers } from "../config/consumer-service";
import { lambdaFunctions } from "../config/lambda-functions";
import { planRoutes } from "../config/route-plan";
import type { RestApiProps, RestRoute } from "../constructs/rest-api";
import type { Backend } from "./backend";
import { functionProps, publicPaths } from "./api-props";
import type { RestApiStackProps } from "./rest-api-stack-props";

/** An environment's REST API as its stack takes it: the same routes as an HTTP API's. */
export function restApiProps(
  environment: Environment,
  backends: ReadonlyMap<string, Backend>,
): Pick<RestApiStackProps, "stage" | "paths" | "authorizers" | "functions" | "logRetentionDays" | "accountLogRole"> & {
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
      streams: api.responseTransferMode === "stream",
      routes: routes(environment),
    },
    authorizers: authorizers(environment),
    functions: Object.fromEntries(
      lambdaFunctions(environment).map(({ name, settings }) => [name, functionProps(settings)]),
    ),
    logRetentionDays: environment.logRetentionDays,
    stage: {
      name: api.stage,
      variables: api.stageVariables,
      throttle: api.throttle,
      ...(api.wafArn === undefined ? {} : { webAclArn: api.wafArn }),
    },
    ...(api.accountLogRole === undefined ? {} : { accountLogRole: api.accountLogRole }),
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
  const routed = [...routedServices(services), ...Object.values(api.functions)];
  if (!routed.every(({ authorization }) => authorization === "iam")) return [];
  return [...new Set([account, ...restConsumers(environment).map(([, consumer]) => consumer.account)])];
}

function routes(environment: Environment): readonly RestRoute[] {
  const { basePath = "", functions } = environment.api;
  return planRoutes(environment).routes.map(({ key, owner, authorization }): RestRoute => {
    if (Object.hasOwn(functions, owner)) return { key, target: { function: owner }, authorization };
    const path = (key.split(" ")[1] ?? "").slice(basePath.length).replace("{proxy+}", "{proxy}");
    return { key, target: { path: path === "" ? "/" : path }, authorization };
  });
}

function authorizers({ api }: Environment): RestApiStackProps["authorizers"] {
  return Object.fromEntries(
    Object.entries(api.authorizers).map(([name, authorizer]) => {
      if ("issuer" in authorizer) throw new Error(`${name}: a REST API has no JWT authorizers`);
      const { identitySources, cacheSeconds } = authorizer;
      return [name, { identitySources, cacheSeconds }];
    }),
  );
}
