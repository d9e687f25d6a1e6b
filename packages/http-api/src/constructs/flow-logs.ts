import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { Placement } from "./arn";
import { policyDocument } from "./policy-document";
import { serviceRole } from "./service-role";

/** Settings of {@link FlowLogs}. */
export interface FlowLogsProps {
  readonly name: string;
  readonly vpcId: string;
  readonly placement: Placement;
  readonly retentionDays: number;
  /** Customer key of the log group. @default AWS's own */
  readonly keyArn?: string;
}

/** A record of every connection in a VPC, accepted or refused, in a log group. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { name, vpcId, placement, retentionDays, keyArn }: FlowLogsProps) {
    super(scope, id);
    const logs = new CloudwatchLogGroup(this, "Logs", {
      name: `/${name}/vpc-flow-logs`,
      retentionInDays: retentionDays,
      ...(keyArn === undefined ? {} : { kmsKeyId: keyArn }),
    });
    const role = serviceRole(this, "role", {
      name: `${name}-flow-logs`,
      description: `${name}: writes VPC flow logs`,
      service: "vpc-flow-logs",
      onBehalfOf: { service: "ec2", resources: "vpc-flow-log/*", placement },
    });
    const policy = new IamRolePolicy(this, "policy", {
      role: role.id,
      namePrefix: "write-logs-",
      policy: policyDocument({
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: `${logs.arn}:*`,
      }),
    });
    new FlowLog(this, "Resource", {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logs.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
      tags: { Name: name },
      dependsOn: [policy],
    });
  }
}
