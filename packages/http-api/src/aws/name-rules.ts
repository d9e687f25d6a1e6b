import { RESERVED_BUCKET_PREFIXES } from "./bucket-name";

/** What AWS accepts as the name of something. */
export interface NameRule {
  /** What it is called in a message: `the load balancer's name`. */
  readonly what: string;
  /** Maximum length; for a prefix, what leaves room for the random suffix that the provider adds. */
  readonly max: number;
  readonly pattern: RegExp;
  /** Prefixes that AWS reserves. */
  readonly reserved?: readonly string[];
  /** Page of AWS's documentation, or the check of the Terraform provider. */
  readonly source: string;
}

const WORD = /^[A-Za-z0-9_-]+$/;
const LABEL = /^[A-Za-z0-9-]+$/;
const DOMAIN = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]+$/;
const API_GATEWAY = "API Gateway API Reference V2";

/** Every name that is derived from the config, by resource type and attribute. */
export const NAME_RULES: Readonly<Record<string, NameRule>> = {
  "aws_acm_certificate.domain_name": {
    what: "the certificate's name",
    max: 64,
    pattern: DOMAIN,
    source: "ACM API Reference, RequestCertificate, and ACM User Guide, Requirements of public certificates",
  },
  "aws_api_gateway_rest_api.name": { what: "the API's name", max: 1024, pattern: /^.+$/, source: API_GATEWAY },
  "aws_api_gateway_stage.stage_name": {
    what: "the stage's name",
    max: 128,
    pattern: /^[A-Za-z0-9_-]+$/,
    source: API_GATEWAY,
  },
  "aws_apigatewayv2_api.name": { what: "the API's name", max: 128, pattern: /^.+$/, source: API_GATEWAY },
  "aws_apigatewayv2_authorizer.name": { what: "an authorizer's name", max: 128, pattern: /^.+$/, source: API_GATEWAY },
  "aws_apigatewayv2_domain_name.domain_name": {
    what: "the domain's name",
    max: 253,
    pattern: DOMAIN,
    source: API_GATEWAY,
  },
  "aws_apigatewayv2_stage.name": {
    what: "the stage's name",
    max: 128,
    pattern: /^(?:\$default|[A-Za-z0-9_-]+)$/,
    source: API_GATEWAY,
  },
  "aws_apigatewayv2_vpc_link.name": { what: "the VPC link's name", max: 128, pattern: /^.+$/, source: API_GATEWAY },
  "aws_appautoscaling_policy.name": {
    what: "a scaling policy's name",
    max: 256,
    pattern: /^[\x20-\x7e]+$/,
    source: "Application Auto Scaling API Reference, PutScalingPolicy",
  },
  "aws_appautoscaling_scheduled_action.name": {
    what: "a scheduled action's name",
    max: 1600,
    pattern: /^[^\s|:/][^|:/]*$/,
    source: "Application Auto Scaling API Reference, PutScheduledAction",
  },
  "aws_cloudwatch_dashboard.dashboard_name": {
    what: "the dashboard's name",
    max: 255,
    pattern: WORD,
    source: "CloudWatch API Reference, PutDashboard",
  },
  "aws_cloudwatch_log_group.name": {
    what: "a log group's name",
    max: 512,
    pattern: /^[.\-_/#A-Za-z0-9]+$/,
    reserved: ["aws/"],
    source: "CloudWatch Logs API Reference, CreateLogGroup",
  },
  "aws_cloudwatch_log_metric_filter.name": {
    what: "a metric filter's name",
    max: 512,
    pattern: /^[^:*]+$/,
    source: "CloudWatch Logs API Reference, PutMetricFilter",
  },
  "aws_cloudwatch_metric_alarm.alarm_name": {
    what: "an alarm's name",
    max: 255,
    pattern: /^[\x20-\x7e]+$/,
    source: "CloudWatch API Reference, PutMetricAlarm",
  },
  "aws_ecr_repository.name": {
    what: "a repository's name",
    max: 256,
    pattern: /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/,
    source: "ECR API Reference, CreateRepository",
  },
  "aws_ecs_cluster.name": {
    what: "the cluster's name",
    max: 255,
    pattern: WORD,
    source: "ECS API Reference, CreateCluster",
  },
  "aws_ecs_service.name": {
    what: "a service's name",
    max: 255,
    pattern: WORD,
    source: "ECS API Reference, CreateService",
  },
  "aws_ecs_task_definition.family": {
    what: "a task definition's family",
    max: 255,
    pattern: WORD,
    source: "ECS API Reference, RegisterTaskDefinition",
  },
  "aws_iam_role.name_prefix": {
    what: "the prefix of a role's name",
    max: 38,
    pattern: /^[\w+=,.@-]+$/,
    source: "IAM API Reference, CreateRole: 64 characters, of which the provider needs 26",
  },
  "aws_iam_role_policy.name_prefix": {
    what: "the prefix of a policy's name",
    max: 102,
    pattern: /^[\w+=,.@-]+$/,
    source: "IAM API Reference, PutRolePolicy: 128 characters, of which the provider needs 26",
  },
  "aws_kms_alias.name": {
    what: "the key's alias",
    max: 256,
    pattern: /^alias\/[A-Za-z0-9/_-]+$/,
    reserved: ["alias/aws/"],
    source: "KMS API Reference, CreateAlias",
  },
  "aws_lambda_function.function_name": {
    what: "a function's name",
    max: 64,
    pattern: WORD,
    source: "Lambda API Reference, CreateFunction",
  },
  "aws_lb.name": {
    what: "the load balancer's name",
    max: 32,
    pattern: LABEL,
    reserved: ["internal-"],
    source: "ELB API Reference, CreateLoadBalancer",
  },
  "aws_lb_target_group.name_prefix": {
    what: "the prefix of a target group's name",
    max: 6,
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]*$/,
    source: "ELB API Reference, CreateTargetGroup: 32 characters, of which the provider needs 26",
  },
  "aws_route53_record.name": {
    what: "a record's name",
    max: 255,
    pattern: DOMAIN,
    source: "Route 53 Developer Guide, DNS domain name format",
  },
  "aws_s3_bucket.bucket": {
    what: "the state bucket's name",
    max: 63,
    pattern: /^[a-z0-9][a-z0-9.-]+[a-z0-9]$/,
    reserved: RESERVED_BUCKET_PREFIXES,
    source: "S3 User Guide, General purpose bucket naming rules",
  },
  "aws_s3_bucket.bucket_prefix": {
    what: "the prefix of the log bucket's name",
    max: 37,
    pattern: /^[a-z0-9][a-z0-9.-]+$/,
    reserved: RESERVED_BUCKET_PREFIXES,
    source: "S3 User Guide, General purpose bucket naming rules: 63 characters, of which the provider needs 26",
  },
  "aws_security_group.name_prefix": {
    what: "the prefix of a security group's name",
    max: 229,
    pattern: /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/,
    reserved: ["sg-"],
    source: "EC2 API Reference, CreateSecurityGroup: 255 characters, of which the provider needs 26",
  },
  "aws_service_discovery_private_dns_namespace.name": {
    what: "the namespace's name",
    max: 253,
    pattern: /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]+$/,
    source: "Cloud Map API Reference, CreatePrivateDnsNamespace",
  },
  "aws_service_discovery_service.name": {
    what: "a Cloud Map service's name",
    max: 63,
    pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    source: "Cloud Map API Reference, CreateService, and RFC 1035 for labels",
  },
  "aws_sns_topic.display_name": {
    what: "the topic's display name",
    max: 100,
    pattern: /^[\x20-\x7e]+$/,
    source: "SNS API Reference, CreateTopic",
  },
  "aws_sns_topic.name": { what: "the topic's name", max: 256, pattern: WORD, source: "SNS API Reference, CreateTopic" },
};

/** What is wrong with a name. */
export interface NameFault {
  /** What the name is, and what is allowed. */
  readonly text: string;
  readonly kind: "reserved" | "long" | "characters";
}

/** `undefined` where AWS accepts the name. */
export function nameFault(rule: string, name: string): NameFault | undefined {
  const { what, max, pattern, reserved = [] } = NAME_RULES[rule] ?? unknown(rule);
  const quoted = `${what} "${name}"`;
  const start = reserved.find((each) => name.startsWith(each));
  if (start !== undefined) return { text: `${quoted} begins with "${start}", which AWS reserves`, kind: "reserved" };
  if (name.length > max) {
    return { text: `${quoted} has ${String(name.length)} characters, AWS allows ${String(max)}`, kind: "long" };
  }
  if (!pattern.test(name)) return { text: `${quoted} has characters that AWS does not allow`, kind: "characters" };
  return undefined;
}

function unknown(rule: string): never {
  throw new Error(`no rule for ${rule}`);
}
