import { BY_HEADER, MAX_DEPTH } from "../listener-priorities";
import { quote, type Problem } from "../problem";
import { depth } from "../schema/service-path";
import type { Service } from "../config";
import type { Check, CheckInput } from "./check";

/** Target groups of one application load balancer, a quota that AWS does not raise. */
const ALB_SERVICES = 100;
/** Listeners of one network load balancer [Quotas for your Network Load Balancers]. */
const NLB_SERVICES = 50;

/** Listeners and rules that AWS would refuse: too many, two in one place, or a path too deep to be ordered. */
export const checkListeners: Check = (input) => {
  const behind = (kind: Service["integration"]) =>
    input.environment.services.filter(({ integration }) => integration === kind);
  const alb = behind("alb");
  const nlb = behind("nlb");
  return [
    ...alb
      .filter(({ path }) => depth(path) > MAX_DEPTH)
      .map(({ name, path }) => ({
        path: input.at(name, "path"),
        message: `got ${quote(path)} with ${String(depth(path))} segments; give at most ${String(MAX_DEPTH)}`,
      })),
    ...shared(input, alb, "listenerRulePriority"),
    ...misplaced(input, alb),
    ...shared(input, nlb, "listenerPort"),
    ...tooMany(
      input,
      alb,
      ALB_SERVICES,
      'application load balancer, which takes 100 target groups; give some of them integration "cloud-map" or "nlb"',
    ),
    ...tooMany(
      input,
      nlb,
      NLB_SERVICES,
      'network load balancer, which takes 50 listeners; give some of them integration "cloud-map" or "alb"',
    ),
  ];
};

/**
 * A stripped path can look like another service's: where a rule by path came before a rule by header, a client would reach
 * that service by the routes, and the authorization, of this one.
 */
function misplaced({ at }: CheckInput, services: readonly Service[]): Problem[] {
  if (!services.some(({ stripPrefix }) => stripPrefix)) return [];
  const last = BY_HEADER.first + BY_HEADER.size - 1;
  return services.flatMap(({ name, stripPrefix, listenerRulePriority: priority }) => {
    if (priority === undefined || priority <= last === stripPrefix) return [];
    const message = stripPrefix
      ? `got ${quote(priority)} with stripPrefix, whose rule has to come before all that look at the path; give 1 to ${String(last)}, or leave it out`
      : `got ${quote(priority)}, which is kept for services with stripPrefix; give ${String(last + 1)} to 50000, or leave it out`;
    return [{ path: at(name, "listenerRulePriority"), message }];
  });
}

function shared(
  { at }: CheckInput,
  services: readonly Service[],
  key: "listenerRulePriority" | "listenerPort",
): Problem[] {
  const owner = new Map<number, string>();
  return services.flatMap(({ name, [key]: number }) => {
    const first = number === undefined ? undefined : owner.get(number);
    if (number !== undefined && first === undefined) owner.set(number, name);
    if (first === undefined) return [];
    return [
      {
        path: at(name, key),
        message: `got ${quote(number)}, which ${first} has already; give each its own, or leave it out`,
      },
    ];
  });
}

function tooMany({ environment }: CheckInput, services: readonly Service[], most: number, remedy: string): Problem[] {
  if (services.length <= most) return [];
  return [
    {
      path: ["environments", environment.name, "services"],
      message: `${String(services.length)} services share the ${remedy}`,
    },
  ];
}
