import type { Environment } from "./config";
import type { ConsumerSettings } from "./schema/consumer-schema";

/** `us-west-2` of `com.amazonaws.vpce.us-west-2.vpce-svc-…` [AWS PrivateLink Guide, "Share your services"]. */
export function regionOfService(serviceName: string): string {
  return /\.vpce\.([^.]+)\./.exec(serviceName)?.[1] ?? "";
}

/** Consumers with an endpoint for the private REST API, by name. */
export function restConsumers({ consumers }: Environment): readonly (readonly [string, ConsumerSettings])[] {
  return Object.entries(consumers).filter(([, { restApi }]) => restApi);
}

/** Consumers whose stacks take from the quotas of the environment's account and Region. */
export function consumersHere({ account, region, consumers }: Environment): readonly ConsumerSettings[] {
  return Object.values(consumers).filter((each) => each.account === account && (each.region ?? region) === region);
}

/** Regions, besides the environment's, of consumers of its own endpoint service. */
export function consumerRegions({ region, consumers }: Environment): readonly string[] {
  return Object.values(consumers).flatMap((each) =>
    each.serviceName === undefined && each.region !== undefined && each.region !== region ? [each.region] : [],
  );
}
