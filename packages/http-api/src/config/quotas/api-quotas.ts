import { consumersHere } from "../consumer-service";
import { lambdaFunctions } from "../lambda-functions";
import { planRoutes } from "../route-plan";
import { mostOf, type Quota } from "./quota";

const HTTP_API = "API Gateway Developer Guide, Quotas for HTTP APIs";
function inApi(name: string, ...keys: readonly string[]) {
  return ["environments", name, "api", ...keys];
}

/** Quotas of API Gateway, and of what belongs to an API. */
export const API_QUOTAS: readonly Quota[] = [
  {
    key: "routes",
    what: "routes",
    per: "API",
    limit: 300,
    raisable: true,
    source: HTTP_API,
    remedy: 'narrow the methods of services, set api.routing to "proxy", or split the application',
    uses: (environment) => {
      const owners = planRoutes(environment).routes.map(({ owner }) => owner);
      return [{ count: owners.length, path: inApi(environment.name), detail: mostOf(owners) }];
    },
  },
  {
    key: "integrations",
    what: "integrations",
    per: "API",
    limit: 300,
    raisable: false,
    source: HTTP_API,
    remedy: "remove api.basePath or stripPrefix, put services behind the load balancer, or split the application",
    uses: (environment) => {
      const { integrations } = planRoutes(environment);
      const owners = integrations.map(({ target }) => ("service" in target ? target.service : target.function));
      return [{ count: owners.length, path: inApi(environment.name), detail: mostOf(owners) }];
    },
  },
  {
    key: "authorizers",
    what: "authorizers",
    per: "API",
    limit: 10,
    raisable: true,
    source: HTTP_API,
    remedy: "share them among services",
    uses: ({ name, api }) => [{ count: Object.keys(api.authorizers).length, path: inApi(name, "authorizers") }],
  },
  {
    key: "audiences",
    what: "audiences",
    per: "authorizer",
    limit: 50,
    raisable: false,
    source: HTTP_API,
    remedy: "accept fewer, for example one that the clients share",
    uses: ({ name, api }) =>
      Object.entries(api.authorizers).flatMap(([key, authorizer]) =>
        "issuer" in authorizer
          ? [{ count: authorizer.audience.length, path: inApi(name, "authorizers", key, "audience"), of: key }]
          : [],
      ),
  },
  {
    key: "scopes",
    what: "scopes",
    per: "route",
    limit: 10,
    raisable: false,
    source: HTTP_API,
    remedy: "leave out those that others imply",
    uses: ({ services }, at) =>
      services.flatMap(({ name, authorization }) =>
        typeof authorization === "object"
          ? [{ count: authorization.scopes.length, path: at(name, "authorization", "scopes"), of: name }]
          : [],
      ),
  },
  {
    key: "stageVariables",
    what: "stage variables",
    per: "stage",
    limit: 100,
    raisable: false,
    source: HTTP_API,
    remedy: "leave out those that nothing reads",
    uses: ({ name, api }) => [{ count: Object.keys(api.stageVariables).length, path: inApi(name, "stageVariables") }],
  },
  {
    key: "stageVariableKey",
    what: "characters",
    per: "key of a stage variable",
    limit: 64,
    raisable: false,
    source: HTTP_API,
    remedy: "shorten the key",
    uses: ({ name, api }) =>
      Object.keys(api.stageVariables).map((key) => ({
        count: key.length,
        path: inApi(name, "stageVariables", key),
        of: key,
      })),
  },
  {
    key: "stageVariableValue",
    what: "characters",
    per: "value of a stage variable",
    limit: 512,
    raisable: false,
    source: HTTP_API,
    remedy: "shorten the value",
    uses: ({ name, api }) =>
      Object.entries(api.stageVariables).map(([key, value]) => ({
        count: value.length,
        path: inApi(name, "stageVariables", key),
        of: key,
      })),
  },
  {
    key: "vpcLinks",
    what: "VPC links",
    per: "account and Region",
    shared: "region",
    limit: 10,
    raisable: true,
    source: HTTP_API,
    remedy: "move an environment to another account or Region",
    uses: (environment) => [
      {
        count: 1 + consumersHere(environment).filter(({ api }) => api).length,
        path: ["environments", environment.name],
      },
    ],
  },
  {
    key: "vpcLinkSubnets",
    what: "subnets",
    per: "VPC link",
    limit: 10,
    raisable: true,
    source: HTTP_API,
    remedy: "give fewer subnets",
    uses: ({ name, network }) => [
      network.kind === "own"
        ? { count: network.zones.length, path: ["environments", name, "network", "zones"] }
        : {
            count: network.privateSubnetIds.length,
            path: ["environments", name, "network", "existing", "privateSubnetIds"],
          },
    ],
  },
  {
    key: "domains",
    what: "custom domains",
    per: "account and Region",
    shared: "region",
    limit: 120,
    raisable: true,
    source: HTTP_API,
    remedy: "move an environment to another account or Region",
    uses: ({ name, api }) => [{ count: api.domain ? 1 : 0, path: inApi(name, "domain") }],
  },
  {
    key: "certificates",
    what: "certificates",
    per: "account and Region",
    shared: "region",
    limit: 2500,
    raisable: true,
    source: "AWS Certificate Manager User Guide, Quotas",
    remedy: "give api.domain.certificateArn",
    uses: ({ name, api: { domain } }) => [
      { count: domain && domain.certificateArn === undefined ? 1 : 0, path: inApi(name, "domain") },
    ],
  },
  {
    key: "functionEnvironment",
    what: "bytes of environment variables",
    per: "function",
    limit: 4096,
    raisable: false,
    source: "AWS Lambda Developer Guide, Lambda quotas",
    remedy: "keep large values in Parameter Store or S3, and read them when the function starts",
    uses: (environment) =>
      lambdaFunctions(environment).flatMap(({ name, keys, settings }) =>
        "source" in settings
          ? [
              {
                count: Buffer.byteLength(JSON.stringify(settings.environment)),
                path: inApi(environment.name, ...keys, "environment"),
                of: name,
              },
            ]
          : [],
      ),
  },
];
