import { partitionOf } from "./regions";

/**
 * The service principal of CloudWatch Logs. Most services have one for all partitions (`ecs-tasks.amazonaws.com`);
 * CloudWatch Logs has one per Region, with the partition's own suffix where the AWS provider's aws_service_principal
 * gives it one.
 */
export function logsPrincipal(region: string): string {
  const { id, dnsSuffix } = partitionOf(region);
  return `logs.${region}.${["aws-cn", "aws-iso", "aws-iso-b"].includes(id) ? dnsSuffix : "amazonaws.com"}`;
}

/** A service as `kms:ViaService` knows it, e.g. `s3.us-west-2.amazonaws.com`. */
export function viaService(service: string, region: string): string {
  return `${service}.${region}.${partitionOf(region).dnsSuffix}`;
}

/**
 * Endpoint services whose name begins with the partition's own domain, outside the commercial partition and GovCloud
 * [aws-cdk, InterfaceVpcEndpointAwsService]; every other one begins with `com.amazonaws`.
 */
const IN_PARTITION_DOMAIN: Readonly<Record<string, readonly string[]>> = {
  "aws-cn": ["ecr.api", "ecr.dkr", "execute-api", "lambda", "sqs", "states", "sts", "xray"],
  "aws-iso": ["ecr.api", "ecr.dkr", "execute-api", "sns", "sqs"],
  "aws-iso-b": ["ecr.api", "ecr.dkr", "execute-api", "sns", "sqs"],
  "aws-iso-e": ["ecr.api", "ecr.dkr", "execute-api"],
  "aws-iso-f": ["ecr.api", "ecr.dkr", "execute-api"],
  "aws-eusc": ["ecr.api", "ecr.dkr", "execute-api"],
};

/** Name of an AWS service's VPC endpoint service, from its last part, e.g. `ecr.api`. */
export function endpointServiceName(service: string, region: string): string {
  const { id, dnsSuffix } = partitionOf(region);
  const own = IN_PARTITION_DOMAIN[id]?.includes(service) === true;
  const domain = own ? dnsSuffix.split(".").reverse().join(".") : "com.amazonaws";
  return `${domain}.${region}.${service}`;
}
