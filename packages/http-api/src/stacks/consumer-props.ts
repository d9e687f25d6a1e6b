import type { Environment } from "../config/config";
import { consumerSubnets } from "../config/consumer-subnets";
import { ordinal } from "../config/zones";
import type { ConsumerNetworkProps } from "../constructs/consumer-network";
import type { TargetAccount } from "./base-stack";

/** A consumer as props of its stack. */
export interface ConsumerProps {
  readonly consumer: string;
  readonly target: TargetAccount;
  readonly network: ConsumerNetworkProps;
  /** Whether the stack accepts the connection for the environment's account. */
  readonly accepts: boolean;
  readonly domainName?: string;
  readonly testHost: boolean;
}

const DEFAULT_CIDR = "10.0.0.0/24";

/** The consumers of an environment; `zoneIds` are the zones of its subnets, in which the endpoint service is offered. */
export function consumerProps(environment: Environment, zoneIds: readonly string[]): readonly ConsumerProps[] {
  const { consumers, privateLink } = environment;
  return Object.entries(consumers).map(([consumer, { account, roleArn, network, domainName, testHost }]) => ({
    consumer,
    target: { account, ...(roleArn === undefined ? {} : { roleArn }) },
    network: network.existing
      ? { kind: "existing", ...network.existing, zoneIds }
      : { kind: "own", ...ownNetwork(environment, network.cidr ?? DEFAULT_CIDR, zoneIds) },
    accepts: privateLink?.acceptance === "manual",
    ...(domainName === undefined ? {} : { domainName }),
    testHost,
  }));
}

/** One subnet per zone of the environment, with the zone's key there. */
function ownNetwork({ network }: Environment, cidr: string, zoneIds: readonly string[]) {
  const keys =
    network.kind === "own" ? network.zones.map(({ key }) => key) : zoneIds.map((_id, index) => `z${String(index + 1)}`);
  const numbers = network.kind === "own" ? keys.map(ordinal) : keys.map((_key, index) => index + 1);
  // A letter and an id may have the same number: then the order of the zones decides which block each has.
  const places = new Set(numbers).size === keys.length ? numbers : keys.map((_key, index) => index + 1);
  const blocks = consumerSubnets(cidr, 8);
  const zones = keys.map((key, index) => ({
    key,
    zoneId: zoneIds[index] ?? "",
    cidr: blocks[places[index] ?? index + 1] ?? "",
  }));
  return { cidr, zones };
}
