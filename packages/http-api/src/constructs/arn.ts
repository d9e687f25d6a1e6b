import { partitionOf } from "../aws/regions";

/** Where resources are: what an ARN needs in addition to the resource itself. */
export interface Placement {
  readonly account: string;
  readonly region: string;
}

/** Id of the partition that a Region belongs to, as written in ARNs. */
export function partition(region: string): string {
  return partitionOf(region).id;
}

/** `arn:<partition>:<service>:<region>:<account>:<resource>`. */
export function arn(service: string, resource: string, { account, region }: Placement): string {
  return `arn:${partition(region)}:${service}:${region}:${account}:${resource}`;
}
