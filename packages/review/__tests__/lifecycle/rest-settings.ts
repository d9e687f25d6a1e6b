import { service } from "@private-http-api/test-support";
import {
  ACCOUNT,
  ENVIRONMENT,
  image,
  inEnvironmentOf,
  REGION,
  type RawConfig,
  type Setting,
  type Settings,
} from "./settings";

const PARTNER = "888888888888";
const partner = { account: PARTNER, roleArn: `arn:aws:iam::${PARTNER}:role/deploy`, restApi: true };
const api = { kind: "rest", endpoint: "private", stage: "live", allowedVpcEndpoints: ["vpce-0a1b2c3d"] };

/** A private REST API, called through an endpoint that exists, and through that of a consumer. */
export const REST: RawConfig = {
  name: "desk",
  services: {
    orders: service("/api/orders", { image, authorization: "iam" }),
    stock: service("/api/stock", { image, authorization: "iam" }),
  },
  environments: { [ENVIRONMENT]: { account: ACCOUNT, region: REGION, state: "local", api, consumers: { partner } } },
};

function environment(name: string, settings: Settings): Setting {
  return { name, change: inEnvironmentOf(settings) };
}

function restApi(name: string, settings: Settings): Setting {
  return environment(`REST: api.${name}`, { api: { ...api, ...settings } });
}

function ofPartner(name: string, settings: Settings): Setting {
  return environment(`REST: consumers.${name}`, { consumers: { partner: { ...partner, ...settings } } });
}

const gate = {
  function: { functionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:gate` },
  identitySources: ["$request.header.X-Key"],
};
const wafArn = `arn:aws:wafv2:${REGION}:${ACCOUNT}:regional/webacl/shop/11111111-2222-3333-4444-555555555555`;

export const REST_SETTINGS: readonly Setting[] = [
  environment('api.kind "rest" to "http", consumers with restApi removed', { api: undefined, consumers: undefined }),
  environment('REST: api.endpoint "private" to "regional", consumers removed', {
    api: { kind: "rest", stage: "live", allowedAccounts: [ACCOUNT] },
    consumers: undefined,
  }),
  restApi("stage", { stage: "next" }),
  restApi("basePath", { basePath: "/next" }),
  restApi("allowedVpcEndpoints", { allowedVpcEndpoints: ["vpce-0a1b2c3d", "vpce-0123456789abcdef0"] }),
  restApi("allowedAccounts", { allowedAccounts: [ACCOUNT, PARTNER, "999999999999"] }),
  restApi("throttle", { throttle: { burst: 100, rate: 200 } }),
  restApi("responseTransferMode", { responseTransferMode: "stream", integrationTimeoutSeconds: 34 }),
  restApi("wafArn", { wafArn }),
  restApi('accountLogRole "manage"', { accountLogRole: "manage" }),
  {
    name: "REST: api.authorizers",
    change: (deployed) => {
      const asked = { authorization: { authorizer: "gate" } };
      const services = Object.fromEntries(Object.keys(deployed.services).map((name) => [name, asked]));
      return inEnvironmentOf({ api: { ...api, authorizers: { gate } }, services })(deployed);
    },
  },
  {
    name: "REST: services, one added",
    change: (deployed) => ({
      ...deployed,
      services: { ...deployed.services, users: service("/api/users", { image, authorization: "iam" }) },
    }),
  },
  {
    name: "REST: services, one removed",
    change: ({ services: { stock: _stock, ...services }, ...deployed }) => ({ ...deployed, services }),
  },
  environment("REST: consumers, one added", {
    consumers: { partner, bureau: { ...partner, account: ACCOUNT, roleArn: undefined } },
  }),
  ofPartner("testHost", { testHost: true }),
  ofPartner("network.cidr", { network: { cidr: "10.9.0.0/16" } }),
  environment("REST: consumers, one removed", { consumers: undefined }),
];
