/** Actions that AWS asks for besides that of the call itself, which no emulator tells, and where it says so. */
export const DEPENDENT_ACTIONS: Readonly<
  Record<string, { readonly actions: readonly string[]; readonly source: string }>
> = {
  "ecs:RegisterTaskDefinition": {
    actions: ["iam:PassRole"],
    source: "Amazon ECS Developer Guide, Task execution role: permissions to pass it",
  },
  "ecs:CreateCluster": {
    actions: ["iam:CreateServiceLinkedRole"],
    source: "Amazon ECS Developer Guide, Using service-linked roles",
  },
  "elasticloadbalancing:CreateLoadBalancer": {
    actions: ["iam:CreateServiceLinkedRole", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "ec2:DescribeVpcs"],
    source: "Elastic Load Balancing User Guide, Service-linked role; API permissions",
  },
  "application-autoscaling:RegisterScalableTarget": {
    actions: ["iam:CreateServiceLinkedRole"],
    source: "Application Auto Scaling User Guide, Service-linked roles",
  },
  "application-autoscaling:PutScalingPolicy": {
    actions: ["cloudwatch:PutMetricAlarm", "cloudwatch:DescribeAlarms", "ecs:DescribeServices", "ecs:UpdateService"],
    source: "Application Auto Scaling User Guide, Identity-based policies: permissions for target tracking of ECS",
  },
  "application-autoscaling:DeleteScalingPolicy": {
    actions: ["cloudwatch:DeleteAlarms"],
    source: "Application Auto Scaling User Guide, Identity-based policies",
  },
  "apigateway:POST": {
    actions: [
      "iam:CreateServiceLinkedRole",
      "logs:CreateLogDelivery",
      "logs:PutResourcePolicy",
      "logs:UpdateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery",
      "logs:ListLogDeliveries",
      "logs:DescribeLogGroups",
    ],
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html; Service-linked roles",
  },
  "ec2:CreateFlowLogs": {
    actions: ["iam:PassRole"],
    source: "Amazon VPC User Guide, Flow logs to CloudWatch Logs: the caller passes the role",
  },
  "lambda:CreateFunction": { actions: ["iam:PassRole"], source: "AWS Lambda Developer Guide, Execution role" },
  "servicediscovery:CreatePrivateDnsNamespace": {
    actions: ["route53:CreateHostedZone", "route53:GetHostedZone", "route53:ListHostedZonesByName", "ec2:DescribeVpcs"],
    source: "https://docs.aws.amazon.com/cloud-map/latest/dg/access-control-managing-permissions.html",
  },
  "servicediscovery:DeleteNamespace": {
    actions: ["route53:DeleteHostedZone"],
    source: "AWS Cloud Map Developer Guide, API permissions: the namespace's hosted zone",
  },
  "ec2:CreateVpcEndpoint": {
    actions: ["route53:AssociateVPCWithHostedZone", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups"],
    source: "AWS PrivateLink Guide, Identity-based policies",
  },
  "ecr:CreateRepository": {
    actions: ["kms:CreateGrant", "kms:RetireGrant", "kms:DescribeKey"],
    source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html: with a customer key",
  },
  "s3:PutObject": {
    actions: ["kms:GenerateDataKey", "kms:Decrypt"],
    source: "Amazon S3 User Guide, Server-side encryption with KMS keys: states in a bucket with a customer key",
  },
};
