import { planRoutes } from "../route-plan";
import type { Check } from "./check";

/** Quotas of one HTTP API [Amazon API Gateway Developer Guide, "Quotas for HTTP APIs"]. */
const ROUTES = 300;
const INTEGRATIONS = 300;
const AUTHORIZERS = 10;
/** A route that rewrites its path has an integration of its own, which the remedy is about. */
const NAMED = 5;

/** More of something than AWS gives one API. */
export const checkApiQuotas: Check = ({ environment }) => {
  const { routes, integrations } = planRoutes(environment);
  const path = ["environments", environment.name, "api"];
  const problems = [];
  if (routes.length > ROUTES) {
    problems.push({
      path,
      message: `${String(routes.length)} routes, and an API has ${String(ROUTES)} (AWS raises it on request); ${mostOf(routes.map(({ owner }) => owner))}; narrow their methods, set api.routing to "proxy", or split the API`,
    });
  }
  if (integrations.length > INTEGRATIONS) {
    const owners = integrations.map(({ target }) => ("service" in target ? target.service : target.function));
    problems.push({
      path,
      message: `${String(integrations.length)} integrations, and an API has ${String(INTEGRATIONS)}, which AWS does not raise; ${mostOf(owners)}; take api.basePath or stripPrefix away, put services behind the load balancer, or split the API`,
    });
  }
  const authorizers = Object.keys(environment.api.authorizers).length;
  if (authorizers > AUTHORIZERS) {
    problems.push({
      path: [...path, "authorizers"],
      message: `${String(authorizers)} authorizers, and an API has ${String(AUTHORIZERS)}; share them among services`,
    });
  }
  return problems;
};

/** `a has 12, b has 4, …`: who has most of something. */
function mostOf(owners: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const named = [...counts].sort(([, a], [, b]) => b - a).slice(0, NAMED);
  const rest = counts.size - named.length;
  const text = named.map(([owner, count]) => `${owner} has ${String(count)}`).join(", ");
  return rest > 0 ? `${text} and ${String(rest)} more share the rest` : text;
}
