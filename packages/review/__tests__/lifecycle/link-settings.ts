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

function consumerIn(account: string, settings: Settings = {}): Settings {
  return { account, roleArn: `arn:aws:iam::${account}:role/deploy`, ...settings };
}

const partner = consumerIn("888888888888", { domainName: "shop.internal.example.com" });
const bureau = consumerIn("999999999999", { api: true });
const consumers = { partner, bureau };

function linkTo(...all: readonly Settings[]): Settings {
  return { allow: all.map(({ roleArn }) => roleArn), services: ["orders"], acceptance: "automatic" };
}

/** An HTTP API, and beside it PrivateLink with a consumer that calls by it, and one that has an API in front of it. */
export const LINKED: RawConfig = {
  name: "links",
  services: { orders: service("/api/orders", { image, privateLink: { bypassesAuthorization: true } }) },
  environments: {
    [ENVIRONMENT]: {
      account: ACCOUNT,
      region: REGION,
      state: "local",
      privateLink: linkTo(partner, bureau),
      consumers,
    },
  },
};

function environment(name: string, settings: Settings): Setting {
  return { name, change: inEnvironmentOf(settings) };
}

function ofPartner(name: string, settings: Settings): Setting {
  return environment(`consumers.${name}`, { consumers: { bureau, partner: { ...partner, ...settings } } });
}

const later = consumerIn("666666666666");

export const LINK_SETTINGS: readonly Setting[] = [
  environment('api.kind "http" to "rest"', { api: { kind: "rest", stage: "live" } }),
  environment('api.kind "http" to "rest", consumers with api removed', {
    api: { kind: "rest", stage: "live" },
    consumers: { partner },
  }),
  environment("consumers, one added", {
    privateLink: linkTo(partner, bureau, later),
    consumers: { ...consumers, later },
  }),
  environment("consumers, one added with api", {
    privateLink: linkTo(partner, bureau, later),
    consumers: { ...consumers, later: { ...later, api: true } },
  }),
  environment("consumers.account", {
    privateLink: linkTo(later, bureau),
    consumers: { bureau, partner: { ...partner, ...later } },
  }),
  { ...ofPartner("region", { region: "us-east-1" }), isRead: true },
  ofPartner("network.cidr", { network: { cidr: "10.9.0.0/16" } }),
  ofPartner("domainName", { domainName: "orders.internal.example.com" }),
  ofPartner("testHost", { testHost: true }),
  environment("consumers.network.cidr, with api", {
    consumers: { partner, bureau: { ...bureau, network: { cidr: "10.9.0.0/16" } } },
  }),
  environment("consumers, one removed", { consumers: { bureau } }),
  environment("consumers, one removed with api", { consumers: { partner } }),
  environment("privateLink.allow, one removed with its consumer", {
    privateLink: linkTo(bureau),
    consumers: { bureau },
  }),
  environment("privateLink, removed with its consumers", { privateLink: undefined, consumers: undefined }),
];
