/** Where resources are: what an ARN needs besides the resource itself. */
export interface Placement {
  readonly account: string;
  readonly region: string;
}

/** The partition that a Region belongs to. */
export function partition(region: string): "aws" | "aws-cn" | "aws-us-gov" {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** `arn:<partition>:<service>:<region>:<account>:<resource>`. */
export function arn(service: string, resource: string, { account, region }: Placement): string {
  return `arn:${partition(region)}:${service}:${region}:${account}:${resource}`;
}
