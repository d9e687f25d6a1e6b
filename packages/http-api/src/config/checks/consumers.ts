import { partitionOf, REGIONS } from "../../aws/regions";
import type { Environment } from "../config";
import { regionOfService } from "../consumer-service";
import { consumerSubnets } from "../consumer-subnets";
import { accountOf } from "../principal";
import { quote, type Problem } from "../problem";
import type { ConsumerSettings } from "../schema/consumer-schema";
import type { Check } from "./check";

/** Consumers that could not connect, or whose stack could not be made. Ranges may overlap: endpoints route nothing. */
export const checkConsumers: Check = ({ environment }) =>
  Object.entries(environment.consumers).flatMap(([name, consumer]) => {
    const path = ["environments", environment.name, "consumers", name];
    return [
      ...admission(environment, consumer, path),
      ...role(environment, consumer, path),
      ...places(environment, consumer, path),
      ...network(consumer, path),
    ];
  });

function admission(
  { name, privateLink, api }: Environment,
  { account, serviceName, port, restApi }: ConsumerSettings,
  path: readonly PropertyKey[],
): readonly Problem[] {
  if (restApi || serviceName !== undefined) return [];
  if (port !== undefined) {
    const message = `got ${String(port)}, and the environment's own service has the port of its load balancer; leave it out, or name another's service with serviceName`;
    return [{ path: [...path, "port"], message }];
  }
  if (!privateLink) {
    const rest = api.kind === "rest" ? "restApi: true, for an endpoint of the private REST API, or " : "";
    const message = `needs ${rest}environments.${name}.privateLink, which its endpoint connects to; say there which services, and who may connect, or name another's service with serviceName`;
    return [{ path, message }];
  }
  const admitted = privateLink.allow.some((principal) => accountOf(principal) === account);
  if (admitted) return [];
  const message = `got ${quote(account)}, which privateLink.allow does not list; add the account there, or the role that it deploys with`;
  return [{ path: [...path, "account"], message }];
}

/** The deploy's credentials read the state in the environment's account; another account is reached through a role. */
function role(
  environment: Environment,
  { account, roleArn }: ConsumerSettings,
  path: readonly PropertyKey[],
): readonly Problem[] {
  const at = [...path, "roleArn"];
  if (roleArn === undefined) {
    if (account === environment.account && environment.access === undefined) return [];
    const message =
      account === environment.account
        ? `is missing, and the deploy role of \`access\` cannot create hosted zones or instances; give the ARN of a role of account ${account} that can`
        : `is missing, and the deploy's credentials belong to account ${environment.account}; give the ARN of a role of account ${account} that they may assume`;
    return [{ path: at, message }];
  }
  const of = accountOf(roleArn);
  return of === account
    ? []
    : [
        {
          path: at,
          message: `got ${quote(roleArn)}, which is of account ${of}; give a role of account ${account}`,
        },
      ];
}

/** Endpoints lead to other Regions of their partition. */
function places(
  { region }: Environment,
  { region: own, serviceName }: ConsumerSettings,
  path: readonly PropertyKey[],
): readonly Problem[] {
  const { id } = partitionOf(region);
  const named = serviceName === undefined ? undefined : regionOfService(serviceName);
  return [...elsewhere(own, own, [...path, "region"]), ...elsewhere(named, serviceName, [...path, "serviceName"])];

  function elsewhere(place: string | undefined, given: string | undefined, at: readonly PropertyKey[]) {
    if (place === undefined || given === undefined) return [];
    if (!REGIONS.includes(place)) {
      return [{ path: at, message: `got ${quote(given)}, whose Region ${quote(place)} is not one of AWS's` }];
    }
    if (partitionOf(place).id === id) return [];
    const message = `got ${quote(given)}, which is of another partition than ${region}; PrivateLink does not cross partitions`;
    return [{ path: at, message }];
  }
}

function network({ network: { cidr, existing } }: ConsumerSettings, path: readonly PropertyKey[]): readonly Problem[] {
  const at = [...path, "network", "cidr"];
  if (cidr === undefined) return [];
  if (existing) {
    return [{ path: at, message: `got ${quote(cidr)} with network.existing, which has its own; leave it out` }];
  }
  try {
    consumerSubnets(cidr, 1);
    return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ path: at, message: `got ${quote(cidr)}; it ${error.message}` }];
  }
}
