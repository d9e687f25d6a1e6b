/** Services whose interface endpoint is named like the prefix of their IAM actions. */
const SAME_NAME: readonly string[] = [
  "athena",
  "autoscaling",
  "bedrock-agentcore",
  "codebuild",
  "codepipeline",
  "cognito-idp",
  "comprehend",
  "dsql",
  "ec2",
  "ecs",
  "elasticfilesystem",
  "elasticloadbalancing",
  "events",
  "execute-api",
  "fsx",
  "glue",
  "kms",
  "lambda",
  "logs",
  "polly",
  "rds",
  "rds-data",
  "redshift-data",
  "rekognition",
  "scheduler",
  "secretsmanager",
  "servicediscovery",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "states",
  "sts",
  "textract",
  "transcribe",
  "translate",
  "xray",
];

/** Services whose interface endpoints have other names [AWS PrivateLink Guide, "AWS services that integrate"]. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  appconfig: ["appconfig", "appconfigdata"],
  aps: ["aps", "aps-workspaces"],
  bedrock: ["bedrock", "bedrock-runtime"],
  cloudwatch: ["monitoring"],
  ecr: ["ecr.api", "ecr.dkr"],
  firehose: ["kinesis-firehose"],
  kinesis: ["kinesis-streams"],
  sagemaker: ["sagemaker.api", "sagemaker.runtime"],
};

/** AWS services with a gateway endpoint: free, and a route instead of network interfaces. */
const GATEWAYS = ["dynamodb", "s3"];

/** Actions that are checked by what runs inside the VPC, without a call to an AWS API. */
const INSIDE = ["elasticache", "kafka-cluster", "memorydb", "neptune-db", "rds-db"];

/**
 * Interface endpoints that an action needs in a network without outbound access, e.g. `monitoring` for
 * `cloudwatch:PutMetricData`; none for what a gateway endpoint or the VPC itself serves, `undefined` where this
 * project knows of no endpoint.
 */
export function endpointsOfAction(action: string): readonly string[] | undefined {
  const prefix = action.split(":")[0]?.toLowerCase() ?? "";
  if (GATEWAYS.includes(prefix) || INSIDE.includes(prefix)) return [];
  if (SAME_NAME.includes(prefix)) return [prefix];
  return Object.hasOwn(OTHER_NAMES, prefix) ? OTHER_NAMES[prefix] : undefined;
}
