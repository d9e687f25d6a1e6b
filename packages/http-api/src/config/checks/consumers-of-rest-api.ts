import type { Environment } from "../config";
import { restConsumers } from "../consumer-service";
import { quote, type Problem } from "../problem";
import type { ConsumerSettings } from "../schema/consumer-schema";
import type { Check } from "./check";

/** Endpoints of consumers for a REST API that is not called through endpoints, or not through these. */
export const checkConsumersOfRestApi: Check = ({ environment }) => {
  const vpcs = new Map<string, string>();
  return restConsumers(environment).flatMap(([name, consumer]) => {
    const path = ["environments", environment.name, "consumers", name];
    const { existing } = consumer.network;
    const before = existing && vpcs.get(existing.vpcId);
    if (existing) vpcs.set(existing.vpcId, before ?? name);
    return [
      ...api(environment, path),
      ...account(environment, consumer, path),
      ...place(environment, consumer, path),
      ...ofPrivateLink(consumer, path),
      ...(existing && before !== undefined ? [twice(existing.vpcId, before, path)] : []),
    ];
  });
};

/** [API Gateway Developer Guide, "Private REST APIs in API Gateway"] */
function api({ api: { kind, endpoint } }: Environment, path: readonly PropertyKey[]): readonly Problem[] {
  if (kind === "rest" && endpoint === "private") return [];
  const message =
    kind === "rest"
      ? 'got true, and a regional REST API is not called through endpoints; set api.endpoint to "private", or leave it out'
      : 'got true, and an HTTP API has no private endpoint; set api.kind to "rest" and api.endpoint to "private", or leave it out and connect by privateLink';
  return [{ path: [...path, "restApi"], message }];
}

/** Across accounts, the API's policy and the caller's own have to allow the call. */
function account(
  { api: { allowedAccounts } }: Environment,
  consumer: ConsumerSettings,
  path: readonly PropertyKey[],
): readonly Problem[] {
  if (allowedAccounts.length === 0 || allowedAccounts.includes(consumer.account)) return [];
  const message = `got ${quote(consumer.account)}, which api.allowedAccounts does not list, so that its callers would get 403; add it there`;
  return [{ path: [...path, "account"], message }];
}

function place({ region }: Environment, consumer: ConsumerSettings, path: readonly PropertyKey[]): readonly Problem[] {
  if (consumer.region === undefined || consumer.region === region) return [];
  const message = `got ${quote(consumer.region)}, and an "execute-api" endpoint leads to the APIs of its own Region, ${region}; leave it out, and connect the networks`;
  return [{ path: [...path, "region"], message }];
}

function ofPrivateLink(consumer: ConsumerSettings, path: readonly PropertyKey[]): readonly Problem[] {
  const reasons: Readonly<Record<string, string>> = {
    serviceName: "whose endpoint service is AWS's; leave one of them out",
    port: "whose endpoint answers on 443; leave it out",
    domainName: "whose private DNS names are those of the API; leave it out",
  };
  return Object.entries(reasons).flatMap(([key, reason]) => {
    const value = consumer[key as "serviceName" | "port" | "domainName"];
    return value === undefined
      ? []
      : [{ path: [...path, key], message: `got ${quote(value)} beside restApi, ${reason}` }];
  });
}

/** Two endpoints of one service cannot have the same names in a VPC [AWS PrivateLink Guide, "Create a VPC endpoint"]. */
function twice(vpcId: string, before: string, path: readonly PropertyKey[]): Problem {
  const message = `got ${quote(vpcId)}, where consumers.${before} already has an "execute-api" endpoint, and a VPC has one with private DNS; leave one of them out`;
  return { path: [...path, "network", "existing", "vpcId"], message };
}
