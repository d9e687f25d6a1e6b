import type { Resource } from "../../plan/planned-resources";
import { AWS_TYPES } from "../../provider/aws-types";
import { textOf } from "@private-http-api/terraform-json";
import { apiBodiesOf } from "../traffic/api-bodies";
import type { BeforeAndAfter } from "../before-and-after";
import { mayGiveAccess, readAttributes } from "../exposure/attributes";
import { GRANTS } from "../exposure/grants";
import { isReadAsAWhole } from "../exposure/others";
import cannot from "./cannot-give-access.json";

/** Types that cannot give access, by reason. */
export const CANNOT_GIVE_ACCESS: Readonly<Record<string, readonly string[]>> = cannot;

const CANNOT = new Set(Object.values(CANNOT_GIVE_ACCESS).flat());

/** Types that are read as a whole, each under what reads them. Others are read attribute by attribute, or are in GRANTS. */
export const JUDGED_AS_A_WHOLE: Readonly<Record<string, RegExp>> = {
  "rules of security groups and network ACLs, address by address":
    /^aws(cc_ec2)?_((default_)?security_group|security_group_(rule|ingress|egress)|vpc_security_group_(in|e)gress_rule|(default_)?network_acl(_rule)?|ec2_managed_prefix_list(_entry)?)$/,
  "policies, attachments and credentials, statement by statement":
    /^aws_(iam_(role|user|group|policy|access_key|instance_profile|(role|user|group)_polic\w+|policy_attachment|user_group_membership|group_membership)|kms_(key|grant|key_policy)|lambda_(permission|layer_version_permission)|cloudwatch_event_permission|organizations_policy(_attachment)?|ssoadmin_(account_assignment|permission_set|\w+_attachment|permission_set_inline_policy)|\w+_(resource_)?policy)$/,
  "doors: load balancers, gateways, routes, listeners, buckets, addresses":
    /^aws_(lb|alb|elb|eip|route|(default_)?route_table|(main_)?route_table_association|(lb|alb)_listener(_rule)?|apigatewayv2_(api|route|authorizer)|api_gateway_(rest_api|method|authorizer)|lambda_function_url|s3_bucket(_acl|_public_access_block|_ownership_controls|_policy|_object)?|s3_object(_copy)?|s3_account_public_access_block|subnet|network_interface|vpc_endpoint|sqs_queue|sns_topic|secretsmanager_secret|ssm_service_setting)$/,
};

/** Types of AWS's that are read by other names. */
const OTHER_PROVIDERS = /^(archive|external|local|null|random|terraform|time|tls|docker|cloudinit)_/;

export function isJudgedForAccess(type: string): boolean {
  if (GRANTS[type] !== undefined || Object.values(JUDGED_AS_A_WHOLE).some((pattern) => pattern.test(type))) return true;
  if (isReadAsAWhole(type)) return true;
  return (AWS_TYPES[type] ?? []).some((attribute) => mayGiveAccess(type, attribute));
}

export function cannotGiveAccess(type: string): boolean {
  return CANNOT.has(type) || OTHER_PROVIDERS.test(type);
}

/** What of a change has no rule: the whole type, or the attributes that nothing reads. */
export function unjudgedAccess(
  earlier: Resource | undefined,
  later: Resource,
  sides: BeforeAndAfter,
): readonly string[] {
  const { type } = later;
  if (cannotGiveAccess(type)) return [];
  if (!isJudgedForAccess(type)) return [""];
  return [...readAttributes(earlier, later, sides).unread, ...unreadBody(earlier, later, sides)];
}

/** The body of an API, where nothing tells who may call what it will have. */
function unreadBody(earlier: Resource | undefined, { stack, address, values }: Resource, sides: BeforeAndAfter) {
  if (textOf(values["body"]) === undefined || earlier?.values["body"] === values["body"]) return [];
  const body = apiBodiesOf(sides.after).find(
    ({ resource }) => resource.stack === stack && resource.address === address,
  );
  return body?.unread === undefined ? [] : [`body (${body.unread})`];
}
