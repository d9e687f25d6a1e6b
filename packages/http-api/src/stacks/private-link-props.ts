import { partitionOf } from "../aws/regions";
import { type Environment, routedServices } from "../config/config";
import { consumerRegions } from "../config/consumer-service";
import { privateLinkPriorities } from "../config/listener-priorities";

/** An environment's PrivateLink as props of the producer stack. */
export interface PrivateLinkSettings {
  readonly allowedPrincipals: readonly string[];
  readonly acceptanceRequired: boolean;
  readonly supportedRegions: readonly string[];
  /** The exposed services, with the priorities of their rules. */
  readonly services: readonly { readonly serviceName: string; readonly path: string; readonly priority: number }[];
}

/** `undefined` where the environment exposes nothing. */
export function privateLinkProps(environment: Environment): PrivateLinkSettings | undefined {
  const { privateLink, services, region } = environment;
  if (!privateLink) return undefined;
  const others = [...privateLink.supportedRegions, ...consumerRegions(environment)];
  const exposed = routedServices(services).filter(({ name }) => privateLink.services.includes(name));
  const priorities = privateLinkPriorities(exposed);
  return {
    allowedPrincipals: privateLink.allow
      .map((each) => (/^\d/.test(each) ? `arn:${partitionOf(region).id}:iam::${each}:root` : each))
      .sort(),
    acceptanceRequired: privateLink.acceptance === "manual",
    supportedRegions: others.length > 0 ? [...new Set([region, ...others])].sort() : [],
    services: exposed.map(({ name, path }) => ({ serviceName: name, path, priority: priorities.get(name) ?? 0 })),
  };
}
