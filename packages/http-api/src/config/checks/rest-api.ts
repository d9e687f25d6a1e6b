import type { Environment } from "../config";
import { restConsumers } from "../consumer-service";
import { quote, type Problem } from "../problem";
import { oddAccesses } from "../services-routed-by-header";
import type { Check, CheckInput } from "./check";

/** What a REST API lacks, or needs, and what only a REST API has. */
export const checkRestApi: Check = (input) =>
  input.environment.api.kind === "rest" ? ofRest(input) : ofHttp(input.environment);

function inApi({ name }: Environment, ...keys: readonly PropertyKey[]): readonly PropertyKey[] {
  return ["environments", name, "api", ...keys];
}

const NO_POLICY = "an HTTP API has no private endpoint and no resource policy";

const NO_ROUTE_THROTTLE = "is for routes of HTTP APIs here; leave it out: api.throttle is for all routes together";

/** Settings that only a REST API has, and why. */
const ONLY_REST = [
  ["endpoint", NO_POLICY],
  ["allowedVpcEndpoints", NO_POLICY],
  ["allowedAccounts", NO_POLICY],
  ["wafArn", "AWS WAF does not protect HTTP APIs (CloudFront in front of one can)"],
  ["accountLogRole", "an HTTP API always has an access log, and needs no role for it"],
  ["responseTransferMode", "an HTTP API cannot stream responses"],
] as const;

/** [API Gateway Developer Guide, "Choose between REST APIs and HTTP APIs"] */
function ofHttp(environment: Environment): readonly Problem[] {
  const { api } = environment;
  const given = ONLY_REST.filter(([key]) => {
    const value = api[key];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
  const tooLong: Problem = {
    path: inApi(environment, "integrationTimeoutSeconds"),
    message: `got ${String(api.integrationTimeoutSeconds)}, and an HTTP API waits 30 s; give at most 30`,
  };
  return [
    ...given.map(([key, why]) => ({
      path: inApi(environment, key),
      message: `got ${quote(api[key])}, and ${why}; leave it out, or set api.kind to "rest"`,
    })),
    ...(api.integrationTimeoutSeconds > 30 ? [tooLong] : []),
  ];
}

function ofRest(input: CheckInput): readonly Problem[] {
  return [...settings(input.environment), ...services(input), ...callers(input)];
}

/** Settings of an HTTP API, with what to do in a REST API. */
function settings(environment: Environment): readonly Problem[] {
  const { api } = environment;
  const mostSeconds = api.responseTransferMode === "stream" ? 900 : 29;
  const lacks: readonly (readonly [string, boolean, string])[] = [
    [
      "stage",
      api.stage === "$default",
      'is "$default", which REST APIs do not have; give a name, like "live", the first part of every path',
    ],
    [
      "integrationTimeoutSeconds",
      api.integrationTimeoutSeconds > mostSeconds,
      `got ${String(api.integrationTimeoutSeconds)}, and a REST API waits 29 s; give at most 29, or set api.responseTransferMode to "stream"`,
    ],
    [
      "cors",
      api.cors !== undefined,
      "is what HTTP APIs answer themselves; leave it out, and answer preflights in the services",
    ],
    [
      "ipAddressType",
      api.ipAddressType !== undefined,
      'is for HTTP APIs here; leave it out, or set api.kind to "http"',
    ],
    ["domain", api.domain !== undefined, 'is for HTTP APIs here; leave it out, or set api.kind to "http"'],
  ];
  return [
    ...lacks.filter(([, is]) => is).map(([key, , message]) => ({ path: inApi(environment, key), message })),
    ...Object.entries(api.functions)
      .filter(([, { throttle }]) => throttle !== undefined)
      .map(([name]) => ({ path: inApi(environment, "functions", name, "throttle"), message: NO_ROUTE_THROTTLE })),
    ...authorizers(environment),
  ];
}

function authorizers(environment: Environment): readonly Problem[] {
  return Object.entries(environment.api.authorizers).flatMap(([name, authorizer]): Problem[] => {
    const path = inApi(environment, "authorizers", name);
    if ("issuer" in authorizer) {
      const message =
        'is a JWT authorizer, which REST APIs do not have; verify tokens in a function (authorizers.<name>.function), give authorization "iam", or set api.kind to "http"';
      return [{ path, message }];
    }
    // ["API Gateway mapping template and access logging variable reference" has no routeKey]
    if (!authorizer.identitySources.includes("$context.routeKey")) return [];
    const message =
      'got "$context.routeKey", which REST APIs do not have; give "$context.httpMethod" and "$context.resourcePath"';
    return [{ path: [...path, "identitySources"], message }];
  });
}

/** [API Gateway Developer Guide, "Private integrations for REST APIs": "Private integrations with AWS Cloud Map aren't supported"] */
function services({ environment, at }: CheckInput): readonly Problem[] {
  const odd = oddAccesses(environment.services);
  return environment.services.flatMap(
    ({ name, path, integration, stripPrefix, previousEntry, throttle }): Problem[] => {
      const problems: Problem[] = [];
      if (integration === "cloud-map" || integration === "nlb") {
        const why =
          integration === "cloud-map"
            ? "REST APIs have no private integration with Cloud Map"
            : "a REST API leads to the application load balancer here";
        const message = `got "${integration}", and ${why}; set integration to "alb", or api.kind to "http"`;
        problems.push({ path: at(name, "integration"), message });
      }
      if (previousEntry !== undefined) {
        const message = "is for HTTP APIs here; leave it out, and change one setting at a time";
        problems.push({ path: at(name, "previousEntry"), message });
      }
      if (throttle !== undefined) {
        problems.push({ path: at(name, "throttle"), message: NO_ROUTE_THROTTLE });
      }
      if (path !== undefined && integration === "alb" && stripPrefix) {
        const message =
          'needs a header that the gateway sets in place of the caller\'s, which is not known to hold in a REST API; leave it out, or set api.kind to "http"';
        problems.push({ path: at(name, "stripPrefix"), message });
      }
      for (const { key, own, others } of odd.filter(({ service }) => service === name)) {
        const message = `got ${quote(own)}, and the other services have ${quote(others)}; a path with dot segments could get past the stricter of them; give all the same, or set api.kind to "http"`;
        problems.push({ path: at(name, key), message });
      }
      return problems;
    },
  );
}

/** Who may call, as the resource policy says. */
function callers({ environment, at }: CheckInput): readonly Problem[] {
  const { api } = environment;
  const problems: Problem[] = [];
  const isReached = api.allowedVpcEndpoints.length > 0 || restConsumers(environment).length > 0;
  if (api.endpoint === "private" && !isReached) {
    const message =
      'is missing, and a private REST API needs a policy that says through which endpoints it is called; give the ids of "execute-api" endpoints, or a consumer with restApi';
    problems.push({ path: inApi(environment, "allowedVpcEndpoints"), message });
  }
  if (api.endpoint !== "private" && api.allowedVpcEndpoints.length > 0) {
    const message = `got ${quote(api.allowedVpcEndpoints)}, and a regional API is not called through endpoints; leave it out, or set api.endpoint to "private"`;
    problems.push({ path: inApi(environment, "allowedVpcEndpoints"), message });
  }
  if (api.allowedAccounts.length === 0) return problems;
  const message = 'has to be "iam" with api.allowedAccounts: a caller that does not sign its requests has no account';
  return [
    ...problems,
    ...environment.services
      .filter(({ path, authorization }) => path !== undefined && authorization !== "iam")
      .map(({ name }) => ({ path: at(name, "authorization"), message })),
    ...Object.entries(api.functions)
      .filter(([, { authorization }]) => authorization !== "iam")
      .map(([name]) => ({ path: inApi(environment, "functions", name, "authorization"), message })),
  ];
}
