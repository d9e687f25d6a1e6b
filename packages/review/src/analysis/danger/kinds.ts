import type { ResourceChange } from "../../plan/stack-plan";
import { CRITICAL_TYPES, type CriticalType } from "./critical-types";

/** Types that are named after what holds data, beyond those that are known one by one. */
const DATA =
  /_(bucket|cluster|database|db|domain|file_system|keyspace|queue|replication_group|repository|stream|(?<!route_)table|user_pool|vault|volume)$/;

/** Types that are named after what carries traffic. */
const TRAFFIC = /_(api|accelerator|distribution|domain_name|endpoint|gateway|lb|listener|proxy|vpc_link|zone)$/;

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

/** Types that only describe, permit, watch or configure something else, or exist in the state alone. */
const NEITHER = [
  /^(archive|external|local|null|random|terraform|time|tls)_/,
  /^docker_image$/,
  /^aws_(iam|budgets|appautoscaling|resourcegroups)_/,
  /^aws_((default_)?security_group|security_group_rule|vpc_security_group_(in|e)gress_rule)$/,
  /^aws_s3_bucket_(?!object$|website)/,
  /^aws_(cloudtrail|config|flow_log|guardduty|securityhub|shield|wafregional|wafv2)(_|$)/,
  /^aws_cloudwatch_(composite_alarm|dashboard|log_metric_filter|metric_alarm|query_definition)$/,
  /^aws_(apigatewayv2|api_gateway)_(deployment|account|model)$/,
  /^aws_ecs_(cluster_capacity_providers|task_definition)$/,
  /^aws_(kms_alias|lambda_permission|secretsmanager_secret_rotation)$/,
  /_(lifecycle_policy|option_group|parameter_group|permission|policy|public_access_block|subnet_group)$/,
];

/** Types that lead traffic, one entry each; Traffic and Exposure tell which. */
const LEADS =
  /^aws_((lb|alb)_listener_rule|apigatewayv2_(route|integration|authorizer)|api_gateway_(resource|method|integration)|route|route_table|route_table_association|eip|nat_gateway_eip_association)$/;

export const isEnding = ({ action }: ResourceChange): boolean => action === "replace" || action === "delete";

/** What is lost with a resource; undefined where nothing is known to be. */
export const criticalTypeOf = (type: string): CriticalType | undefined => {
  const known = CRITICAL_TYPES[type];
  if (known !== undefined || isNeither(type)) return known;
  if (DATA.test(type)) return OF_DATA;
  return TRAFFIC.test(type) ? OF_TRAFFIC : undefined;
};

/** Whether a resource goes of which it is not known that it holds no data and carries no traffic. */
export const endsUntold = (change: ResourceChange): boolean => {
  if (change.mode !== "managed" || !isEnding(change)) return false;
  const { type, before } = change;
  // The provider deletes the image in the registry, or leaves it.
  if (type === "docker_registry_image") return before?.["keep_remotely"] !== true;
  return criticalTypeOf(type) === undefined && !isNeither(type) && !LEADS.test(type);
};

/** Whether a route, a rule or the like goes. */
export const endsLead = (change: ResourceChange): boolean =>
  change.mode === "managed" && isEnding(change) && LEADS.test(change.type);

const isNeither = (type: string): boolean => NEITHER.some((pattern) => pattern.test(type));
