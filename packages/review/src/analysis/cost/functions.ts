import { numberOf, textOf, textsOf } from "@private-http-api/terraform-json";
import { oncePer } from "../../plan/once-per";
import type { PlannedResources, Resource } from "../../plan/planned-resources";
import type { Assumptions } from "../../prices/assumptions";
import { PRICES } from "../../prices/price-table";
import { apiBodiesOf } from "../traffic/api-bodies";
import { apiRoutesOf, type ApiRoute } from "../traffic/api-routes";
import { functionOf } from "../traffic/functions";
import type { Priced } from "./priced";
import { numeral, quantity } from "./quantity";

/** How long a call is taken to run: nothing in a plan tells. */
const SECONDS_PER_CALL = 0.1;

/** AWS's default. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const DEFAULT_MEMORY_MIB = 128;

/**
 * A function behind an API, or one that authorizes its callers: the month's requests are those of all routes, the same for
 * each. An authorizer that keeps its answers is called less often.
 */
export function functionCost(resource: Resource, planned: PlannedResources, assume: Assumptions): Priced {
  const routes = apiRoutesOf(planned).length;
  const calls = callsOf(planned).get(resource);
  if (calls === undefined || routes === 0) return { unpriced: "calls not known" };
  const requests = (assume.requests * calls) / routes;
  const memoryGB = (numberOf(resource.values["memory_size"]) ?? DEFAULT_MEMORY_MIB) / 1024;
  const isArm = textsOf(resource.values["architectures"]).includes("arm64");
  const second = isArm ? PRICES.functionSecondsArm : PRICES.functionSeconds;
  return {
    usd: (requests / 1e6) * PRICES.functionRequests.usd + requests * SECONDS_PER_CALL * memoryGB * second.usd,
    how: `${quantity(Math.round(requests), "call")} of ${SECONDS_PER_CALL * 1000} ms, ${numeral(memoryGB * 1024)} MiB`,
  };
}

/** By function, the number of routes that lead to it or are authorized by it. */
const callsOf = oncePer((planned: PlannedResources): ReadonlyMap<Resource, number> => {
  const calls = new Map<Resource, number>();
  for (const route of apiRoutesOf(planned))
    for (const called of new Set([behind(route, planned), authorizing(route, planned)]))
      if (called !== undefined) calls.set(called, (calls.get(called) ?? 0) + 1);
  return calls;
});

function behind({ integration }: ApiRoute, planned: PlannedResources): Resource | undefined {
  return integration && functionOf(integration, integration.values["integration_uri"], planned);
}

function authorizing({ route }: ApiRoute, planned: PlannedResources): Resource | undefined {
  const name = textOf(route.values["authorizer_id"]);
  if (name === undefined) return undefined;
  const ofBody = apiBodiesOf(planned)
    .filter(({ resource }) => resource.stack === route.stack && resource.address === route.address)
    .flatMap(({ authorizers }) => authorizers)
    .find(({ values }) => values["name"] === name);
  const authorizer =
    ofBody ?? planned.resolve(route, name, "aws_apigatewayv2_authorizer", "aws_api_gateway_authorizer");
  return authorizer && functionOf(authorizer, authorizer.values["authorizer_uri"], planned);
}
