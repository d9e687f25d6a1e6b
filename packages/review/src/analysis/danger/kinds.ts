import type { ResourceChange } from "../../plan/stack-plan";
import type { Critical } from "../../policy/policy-schema";
import { CRITICAL_TYPES, type CriticalType } from "./critical-types";
import { HOLDS_DATA, NEITHER, SERVES, type Family } from "./families";

const OF_DATA: CriticalType = {
  holds: "data",
  replaced: "what is in it, as far as no backup is restored",
  destroyed: "what is in it, as far as no backup holds it",
};
const OF_TRAFFIC: CriticalType = {
  holds: "traffic",
  replaced: "what goes over it fails until the new one is there",
  destroyed: "what goes over it fails",
};

/** Types that lead traffic, one entry each; Traffic and Exposure tell which. */
const LEADS =
  /^aws_((lb|alb)_listener_rule|apigatewayv2_(route|integration|authorizer)|api_gateway_(resource|method|integration)|route|route_table|(main_)?route_table_association|eip|nat_gateway_eip_association)$/;

export function isEnding({ action }: ResourceChange): boolean {
  return action === "replace" || action === "delete";
}

/** What is lost with a resource; undefined where nothing is known to be. */
export function criticalTypeOf(type: string): CriticalType | undefined {
  const known = CRITICAL_TYPES[type];
  if (known !== undefined || isHarmless(type)) return known;
  // Cloud Control's types are named after the same things: awscc_s3_bucket, awscc_rds_db_instance.
  const name = type.replace(/^awscc_/, "aws_");
  if (fits(SERVES_BY_NAME, name)) return OF_TRAFFIC;
  if (fits(HOLDS_DATA, name)) return OF_DATA;
  return fits(SERVES, name) ? OF_TRAFFIC : undefined;
}

/** What is lost with a resource that the policy file calls critical: what is known of its type, if that holds the same. */
export function criticalBy({ holds }: Pick<Critical, "holds">, type: string): CriticalType {
  const known = criticalTypeOf(type);
  const critical = known?.holds === holds ? known : holds === "data" ? OF_DATA : OF_TRAFFIC;
  return { ...critical, swaps: false };
}

/** Names that end like what holds data, and are of what serves. */
const SERVES_BY_NAME: readonly Family[] = [
  {
    types: /^aws_(appsync_domain_name|cloudfront_key_value_store_association|dynamodb_kinesis_streaming_destination)$/,
    because: "",
  },
];

/** Whether destroying a type is known to harm nothing. */
export function isHarmless(type: string): boolean {
  return fits(NEITHER, type);
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

function fits(families: readonly Family[], type: string): boolean {
  return families.some(({ types }) => types.test(type));
}
