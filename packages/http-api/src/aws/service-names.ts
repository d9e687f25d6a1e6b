import { partitionOf } from "./regions";

/**
 * A service as principal of a policy: `ecs-tasks.amazonaws.com` in every partition. CloudWatch Logs has one for each
 * Region, and the partition's own suffix where the AWS provider's aws_service_principal gives it one.
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
  "aws-cn": ["ecr.api", "ecr.dkr", "lambda", "sqs", "states", "sts", "xray"],
  "aws-iso": ["ecr.api", "ecr.dkr", "sns", "sqs"],
  "aws-iso-b": ["ecr.api", "ecr.dkr", "sns", "sqs"],
  "aws-iso-e": ["ecr.api", "ecr.dkr"],
  "aws-iso-f": ["ecr.api", "ecr.dkr"],
  "aws-eusc": ["ecr.api", "ecr.dkr"],
};

/** Name of the VPC endpoint service of an AWS service, by the last part of it, e.g. `ecr.api`. */
export function endpointServiceName(service: string, region: string): string {
  const { id, dnsSuffix } = partitionOf(region);
  const own = IN_PARTITION_DOMAIN[id]?.includes(service) === true;
  const domain = own ? dnsSuffix.split(".").reverse().join(".") : "com.amazonaws";
  return `${domain}.${region}.${service}`;
}
