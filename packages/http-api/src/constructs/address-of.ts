import type { TerraformResource } from "cdktf";

/** `aws_vpc.network_vpc`: what `depends_on` and `replace_triggered_by` take, without a reference of CDKTF's. */
export function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}
