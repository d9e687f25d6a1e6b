import { LAMBDA_RUNTIMES, LAMBDA_RUNTIMES_AS_OF } from "../aws/lambda-runtimes";
import type { Config, Environment } from "./config";
import { quote, type Problem } from "./problem";

/** What AWS takes today and a user should know of all the same, in the order of the environments. */
export function configWarnings({ environments }: Pick<Config, "environments">): readonly Problem[] {
  return environments.flatMap((environment) => [...runtimes(environment), ...dockerRange(environment)]);
}

/** Functions of runtimes that get no security updates any more. */
function runtimes({ name, api }: Environment): readonly Problem[] {
  return Object.entries(api.functions).flatMap(([key, settings]): Problem[] => {
    if (!("runtime" in settings)) return [];
    const { runtime } = settings;
    const dates = LAMBDA_RUNTIMES[runtime];
    if (!dates || dates.deprecated > LAMBDA_RUNTIMES_AS_OF) return [];
    const message = `got ${quote(runtime)}, which has had no security updates since ${dates.deprecated}; AWS refuses to create functions with it from ${dates.createBlocked} and to update them from ${dates.updateBlocked}; give a newer one`;
    return [{ path: ["environments", name, "api", "functions", key, "runtime"], message }];
  });
}

/** AWS advises against this range for a VPC: Docker, and AWS services that run on it, have it too [Amazon VPC User Guide, "VPC CIDR blocks"]. */
function dockerRange({ name, network }: Environment): readonly Problem[] {
  // A VPC has a /16 or less, so that it overlaps only where it begins like it.
  if (network.kind !== "own" || !network.cidr.startsWith("172.17.")) return [];
  const message = `got ${quote(network.cidr)}, which overlaps Docker's own network (172.17.0.0/16): hosts that run Docker, such as AWS Cloud9's, cannot reach it; give another range before the first deploy, like 10.0.0.0/16`;
  return [{ path: ["environments", name, "network", "cidr"], message }];
}
