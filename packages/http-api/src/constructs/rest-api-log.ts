import { ApiGatewayAccount } from "@cdktf/provider-aws/lib/api-gateway-account";
import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { accessLogGroup, type AccessLogGroupProps } from "./access-log";
import { policyDocument } from "./policy-document";
import { serviceRole } from "./service-role";

/** Settings of {@link restApiLog}. */
export interface RestApiLogProps extends AccessLogGroupProps {
  /** With "manage" the role by which REST APIs write logs is set here, for the whole Region of the account. */
  readonly accountLogRole: "existing" | "manage";
}

/** Where a stage writes its access log, and what must be there first: AWS refuses a stage with a log before. */
export interface RestApiLog {
  readonly group: CloudwatchLogGroup;
  readonly after: readonly ITerraformDependable[];
}

/** What AWS's own policy AmazonAPIGatewayPushToCloudWatchLogs allows ["Set up CloudWatch logging for REST APIs"]. */
const ACTIONS = [
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:PutLogEvents",
];

/** The log group of a REST API's stage, and, where it is managed here, the role of the account. */
export function restApiLog(scope: Construct, { accountLogRole, ...props }: RestApiLogProps): RestApiLog {
  const group = accessLogGroup(scope, props);
  if (accountLogRole === "existing") return { group, after: [] };
  const role = serviceRole(scope, "log-role", {
    name: `${props.prefix}-api-logs`,
    description: "REST APIs of this Region write their logs",
    service: "apigateway",
  });
  const policy = new IamRolePolicy(scope, "log-policy", {
    role: role.id,
    namePrefix: "write-logs-",
    // The role serves every REST API of the Region, whatever its log group is called.
    policy: policyDocument({ Sid: "WriteLogs", Effect: "Allow", Action: ACTIONS, Resource: "*" }),
  });
  const account = new ApiGatewayAccount(scope, "account", { cloudwatchRoleArn: role.arn, dependsOn: [policy] });
  return { group, after: [account] };
}
