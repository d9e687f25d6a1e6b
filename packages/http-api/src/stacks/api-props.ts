import { type Environment, routedServices } from "../config/config";
import { planRoutes } from "../config/route-plan";
import { lambdaFunctions, type NamedFunction } from "../config/lambda-functions";
import type { AuthorizerConfig } from "../config/schema/authorizer-schema";
import type { DomainConfig } from "../config/schema/domain-schema";
import type { FunctionProps } from "./api-functions";
import type { Backend } from "./backend";
import { escapeTerraform } from "./escape-terraform";
import type { BaseStackProps } from "./base-stack";
import type { ApiIntegration, AuthorizerProps, HttpApiStackProps } from "./http-api-stack-props";

/** An environment's API as props of its stack. */
export function apiProps(
  environment: Environment,
  backends: ReadonlyMap<string, Backend>,
): Omit<HttpApiStackProps, keyof BaseStackProps | "vpcLinkId" | "alarms" | "dashboard"> {
  const { api, logRetentionDays } = environment;
  const { routes, integrations } = planRoutes(environment);
  const { cors, domain } = api;
  return {
    routes,
    integrations: integrations.map(({ target, id, requestParameters }): ApiIntegration => {
      // API Gateway's own `${…}` expressions are not Terraform's.
      const integration = { id, requestParameters: escapeTerraform(requestParameters) };
      if ("function" in target) return { ...integration, target: { kind: "function", name: target.function } };
      const backend = backends.get(target.service);
      if (!backend) throw new Error(`no backend for ${target.service}`);
      return { ...integration, target: backend };
    }),
    authorizers: Object.fromEntries(
      Object.entries(api.authorizers).map(([name, each]) => [name, authorizerProps(each)]),
    ),
    functions: Object.fromEntries(
      lambdaFunctions(environment).map(({ name, settings }) => [name, functionProps(settings)]),
    ),
    stage: {
      name: api.stage,
      autoDeploy: api.autoDeploy,
      variables: api.stageVariables,
      throttle: api.throttle,
    },
    ...(api.ipAddressType === undefined ? {} : { ipAddressType: api.ipAddressType }),
    ...(cors ? { cors } : {}),
    ...(domain ? { domain: domainProps(domain) } : {}),
    paths: publicPaths(environment),
    integrationTimeoutSeconds: api.integrationTimeoutSeconds,
    logRetentionDays,
  };
}

/** Public path of every service and function, without the stage. */
export function publicPaths({ api, services }: Environment): Readonly<Record<string, string>> {
  const exposed = [
    ...routedServices(services),
    ...Object.entries(api.functions).map(([name, { path }]) => ({ name, path })),
  ];
  return Object.fromEntries(exposed.map(({ name, path }) => [name, `${api.basePath ?? ""}${path}`]));
}

function authorizerProps(authorizer: AuthorizerConfig): AuthorizerProps {
  if ("issuer" in authorizer) return authorizer;
  const { identitySources, cacheSeconds } = authorizer;
  return { identitySources, cacheSeconds };
}

/** A function as its stack takes it. */
export function functionProps(settings: NamedFunction["settings"]): FunctionProps {
  if ("functionArn" in settings) return { functionArn: settings.functionArn };
  const { source, handler, runtime, memoryMiB, timeoutSeconds, environment } = settings;
  return { source, handler, runtime, memoryMiB, timeoutSeconds, environment };
}

function domainProps({
  name,
  certificateArn,
  ownershipCertificateArn,
  hostedZone,
  mutualTls,
}: DomainConfig): NonNullable<HttpApiStackProps["domain"]> {
  return {
    name,
    ...(certificateArn === undefined ? {} : { certificateArn }),
    ...(ownershipCertificateArn === undefined ? {} : { ownershipCertificateArn }),
    ...(hostedZone ? { hostedZoneId: hostedZone.id } : {}),
    ...(mutualTls
      ? {
          truststore: {
            uri: mutualTls.truststoreUri,
            ...(mutualTls.truststoreVersion === undefined ? {} : { version: mutualTls.truststoreVersion }),
          },
        }
      : {}),
  };
}
