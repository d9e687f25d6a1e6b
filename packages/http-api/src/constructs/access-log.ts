import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";

/** Settings of {@link accessLogGroup}. */
export interface AccessLogGroupProps {
  /** Prefix of the log group's name. */
  readonly prefix: string;
  readonly logRetentionDays: number;
  /** Customer key of the log group. @default AWS's own */
  readonly keyArn?: string;
}

/** The log group of an API's stage, in one place whatever the kind of API. */
export function accessLogGroup(scope: Construct, props: AccessLogGroupProps): CloudwatchLogGroup {
  // AWS grants delivery to all groups below /aws/vendedlogs/ at once; any other group lengthens a resource policy that is
  // limited to 5,120 characters per account and Region ["Enable logging from AWS services", CloudWatch Logs].
  return new CloudwatchLogGroup(scope, "access-log", {
    name: `/aws/vendedlogs/${props.prefix}/api-access`,
    retentionInDays: props.logRetentionDays,
    ...(props.keyArn === undefined ? {} : { kmsKeyId: props.keyArn }),
  });
}

/** Fields of the access log, as JSON: what happened, how long it took and why it failed. */
export const ACCESS_LOG = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  sourceIp: "$context.identity.sourceIp",
  method: "$context.httpMethod",
  path: "$context.path",
  routeKey: "$context.routeKey",
  status: "$context.status",
  responseLength: "$context.responseLength",
  responseLatency: "$context.responseLatency",
  integrationStatus: "$context.integration.status",
  integrationLatency: "$context.integrationLatency",
  integrationError: "$context.integrationErrorMessage",
  error: "$context.error.message",
  authorizerError: "$context.authorizer.error",
};

/** The same fields by the variables of REST APIs, which have no route keys ["Variables for access logging for API Gateway"]. */
export const REST_ACCESS_LOG = {
  ...ACCESS_LOG,
  routeKey: "$context.httpMethod $context.resourcePath",
  integrationLatency: "$context.integration.latency",
  integrationError: "$context.integration.error",
};
