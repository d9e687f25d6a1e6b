import type { TerraformResource } from "cdktf";

/** `aws_vpc.network_vpc`: a plain address for `depends_on` and `replace_triggered_by`, without a CDKTF reference. */
export function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}
