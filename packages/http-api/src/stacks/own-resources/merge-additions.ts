import type { AdditionsByService, ServiceAdditions } from "./own-resources";
import { refusal, requireService } from "./refusal";

interface Services {
  readonly environment: string;
  readonly services: readonly string[];
}

/**
 * What each service gets from several own resources.
 * @throws ConfigError for a service that is not declared, and for a variable that two of them set
 */
export function mergeAdditions(
  { environment, services }: Services,
  additions: readonly AdditionsByService[],
): ReadonlyMap<string, ServiceAdditions> {
  const merged = new Map<string, ServiceAdditions>();
  for (const [service, added] of additions.flatMap((byService) => Object.entries(byService))) {
    requireService({ environment, services }, "services", service);
    const earlier = merged.get(service) ?? {};
    const twice = Object.keys(added.environment ?? {}).find((name) => Object.hasOwn(earlier.environment ?? {}, name));
    if (twice !== undefined) {
      const where = `${service}.environment.${twice}`;
      throw refusal(environment, where, "is set by two of your own resources; give one of them another name");
    }
    merged.set(service, {
      environment: { ...earlier.environment, ...added.environment },
      statements: [...(earlier.statements ?? []), ...(added.statements ?? [])],
      securityGroupIds: [...(earlier.securityGroupIds ?? []), ...(added.securityGroupIds ?? [])],
    });
  }
  return merged;
}
