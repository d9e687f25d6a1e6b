import { classicType } from "../../plan/cloud-control";
import type { ResourceChange } from "../../plan/stack-plan";
import type { Critical } from "../../policy/policy-schema";
import { CRITICAL_TYPES, type CriticalType } from "./critical-types";
import type { Family } from "./families/family";
import { HARMLESS } from "./families/harmless";
import { HOLDS_DATA } from "./families/holds-data";
import { SERVES, SERVES_BY_NAME } from "./families/serves";

const OF_DATA: CriticalType = {
  holds: "data",
  replaced: "what is in it, unless a backup is restored",
  destroyed: "what is in it, unless a backup holds it",
};

const OF_TRAFFIC: CriticalType = {
  holds: "traffic",
  replaced: "what goes over it fails until the new one is there",
  destroyed: "what goes over it fails",
};

/** Types that route traffic; Traffic and Exposure report which. */
const LEADS =
  /^aws_((lb|alb)_listener_rule|apigatewayv2_(route|integration|authorizer)|api_gateway_(resource|method|integration)|route|route_table|(main_)?route_table_association|eip|nat_gateway_eip_association)$/;

export function isEnding({ action }: ResourceChange): boolean {
  return action === "replace" || action === "delete";
}

/** What is lost with a resource; undefined where nothing is known to be. */
export function criticalTypeOf(type: string): CriticalType | undefined {
  const name = classicType(type);
  const known = CRITICAL_TYPES[name];
  if (known !== undefined || isHarmless(type)) return known;
  const found = IN_ORDER.map(([families, holds]) => [familyOf(families, name), holds] as const);
  return found.flatMap(([family, holds]) => (family === undefined ? [] : [withTextOf(family, holds)]))[0];
}

/** Specific types before names: `aws_connect_queue` ends like what holds data. */
const IN_ORDER = [
  [SERVES, OF_TRAFFIC],
  [HOLDS_DATA, OF_DATA],
  [SERVES_BY_NAME, OF_TRAFFIC],
] as const;

function withTextOf({ destroyed }: Family, critical: CriticalType): CriticalType {
  if (destroyed === undefined) return critical;
  return {
    ...critical,
    destroyed,
    replaced: critical.holds === "data" ? destroyed : `${destroyed} until the new one is there`,
  };
}

/** What is lost with a resource that the policy file calls critical: what is known of its type, if that holds the same. */
export function criticalBy({ holds }: Pick<Critical, "holds">, type: string): CriticalType {
  const known = criticalTypeOf(type);
  const critical = known?.holds === holds ? known : holds === "data" ? OF_DATA : OF_TRAFFIC;
  return { ...critical, swaps: false };
}

/** Whether destroying a type is known to harm nothing. */
export function isHarmless(type: string): boolean {
  return familyOf(HARMLESS, classicType(type)) !== undefined;
}

/** Whether a resource goes of which it is not known that it holds no data and carries no traffic. */
export function endsUntold(change: ResourceChange): boolean {
  if (change.mode !== "managed" || !isEnding(change)) return false;
  const { type, before } = change;
  // The provider deletes the image in the registry, or leaves it.
  if (type === "docker_registry_image") return before?.["keep_remotely"] !== true;
  return criticalTypeOf(type) === undefined && !isHarmless(type) && !LEADS.test(type);
}

/** Whether a route, a rule or the like goes. */
export function endsLead(change: ResourceChange): boolean {
  return change.mode === "managed" && isEnding(change) && LEADS.test(change.type);
}

function familyOf(families: readonly Family[], type: string): Family | undefined {
  return families.find(({ types }) => types.test(type));
}
