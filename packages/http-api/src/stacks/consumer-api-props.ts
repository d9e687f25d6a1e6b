import type { Environment } from "../config/config";
import type { ApiStageProps } from "../constructs/api-stage";
import { apiProps } from "./api-props";
import type { ApiIntegration, HttpApiStackProps } from "./http-api-stack-props";

/** An API of a consumer's account: the environment's own, as far as PrivateLink leads to its services. */
export interface ConsumerApiSettings extends Pick<
  HttpApiStackProps,
  "routes" | "authorizers" | "cors" | "ipAddressType" | "paths" | "integrationTimeoutSeconds"
> {
  /** All lead to the endpoint. */
  readonly integrations: readonly Pick<ApiIntegration, "id" | "requestParameters">[];
  readonly stage: Pick<ApiStageProps, "name" | "autoDeploy" | "variables" | "throttle">;
  readonly logRetentionDays: number;
  /** Name on the certificate of the environment's load balancer. @default plain HTTP */
  readonly serverName?: string;
  readonly deletionProtection: boolean;
}

/** Routes, authorizers and CORS as the config's `api` says, for the services that PrivateLink leads to. */
export function consumerApiSettings(environment: Environment): ConsumerApiSettings {
  const { privateLink, internalTls, protect } = environment;
  const services = environment.services
    .filter(({ name }) => privateLink?.services.includes(name) === true)
    // PrivateLink leads to where a service is now.
    .map(({ previousEntry: _before, ...service }) => service);
  // Functions are of the environment's account; checks refuse routes that ask one.
  const authorizers = Object.fromEntries(
    Object.entries(environment.api.authorizers).filter(([, authorizer]) => "issuer" in authorizer),
  );
  const endpoint = { kind: "nlb", uri: "" } as const;
  const { integrations, routes, cors, ipAddressType, paths, ...api } = apiProps(
    { ...environment, services, api: { ...environment.api, authorizers, functions: {}, domain: undefined } },
    new Map(services.map(({ name }) => [name, endpoint])),
  );
  return {
    routes,
    authorizers: api.authorizers,
    stage: api.stage,
    paths,
    // An HTTP API, whatever the environment's own is.
    integrationTimeoutSeconds: Math.min(api.integrationTimeoutSeconds, 30),
    logRetentionDays: api.logRetentionDays,
    ...(cors ? { cors } : {}),
    ...(ipAddressType === undefined ? {} : { ipAddressType }),
    integrations: integrations.map(({ id, requestParameters }) => ({ id, requestParameters })),
    ...(internalTls ? { serverName: internalTls.serverName } : {}),
    deletionProtection: protect,
  };
}
