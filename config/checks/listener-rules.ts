import { quote, type Problem } from "../problem";
import { MAX_DEPTH } from "../listener-priorities";
import { depth } from "../schema/service-path";
import type { Check } from "./check";

/** Rules of a load balancer without a raised quota, and target groups, whose quota cannot be raised. */
const SERVICES_PER_LOAD_BALANCER = 100;

/** Listener rules that AWS would refuse: too many, two with one priority, or a path too deep to be ordered. */
export const checkListenerRules: Check = ({ environment, at }) => {
  const services = environment.services.filter(({ integration }) => integration === "alb");
  const problems: Problem[] = services
    .filter(({ path }) => depth(path) > MAX_DEPTH)
    .map(({ name, path }) => ({
      path: at(name, "path"),
      message: `got ${quote(path)} with ${String(depth(path))} segments; give at most ${String(MAX_DEPTH)}`,
    }));
  const owner = new Map<number, string>();
  for (const { name, listenerRulePriority } of services) {
    if (listenerRulePriority === undefined) continue;
    const first = owner.get(listenerRulePriority);
    if (first === undefined) owner.set(listenerRulePriority, name);
    else {
      const message = `got ${String(listenerRulePriority)}, which ${first} has already; give each service its own, or leave it out`;
      problems.push({ path: at(name, "listenerRulePriority"), message });
    }
  }
  if (services.length > SERVICES_PER_LOAD_BALANCER) {
    problems.push({
      path: ["environments", environment.name, "services"],
      message: `${String(services.length)} services share the load balancer, which takes ${String(SERVICES_PER_LOAD_BALANCER)} target groups; give some of them integration "cloud-map" or "nlb"`,
    });
  }
  return problems;
};
