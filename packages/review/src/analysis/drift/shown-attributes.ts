import type { Json } from "@private-http-api/terraform-json";

/**
 * Attributes of a resource, blocks included, whose values may be shown when they drifted: sizes, switches, addresses,
 * names of other resources, permissions. Programs' settings, texts and whatever is not listed may hold a secret that
 * no mark covers: of those the review says that they differ, but not how.
 */
const SHOWN: Readonly<Record<string, string>> = {
  "how much, how many":
    "allocated_storage backup_retention_period cpu desired_capacity desired_count iops max_allocated_storage max_capacity max_size memory memory_size min_capacity min_size number_of_nodes read_capacity reserved_concurrent_executions retention_in_days scaling_config shard_count size throughput timeout ttl volume_size write_capacity",
  "which kind":
    "architectures billing_mode engine engine_version image_tag_mutability instance_class instance_type ip_address_type launch_type load_balancer_type node_type platform_version protocol runtime ssl_policy storage_class storage_type tenancy type volume_type",
  "switches and protections":
    "block_device_mappings cors_rule deletion_protection kms_key_id kms_master_key_id lifecycle_rule logging metadata_options mfa_delete object_lock_configuration point_in_time_recovery replication_configuration server_side_encryption server_side_encryption_configuration status versioning",
  "addresses and places":
    "allow_overwrite availability_zone availability_zones cidr_block cidr_blocks cidr_ipv4 cidr_ipv6 egress from_port ingress ip_protocol ipv6_cidr_block ipv6_cidr_blocks network_configuration port priority records route self to_port vpc_config",
  "other resources":
    "cluster execution_role_arn iam_instance_profile load_balancer_arns policy_arn prefix_list_ids role security_group_ids security_groups subnet_id subnet_ids subnets target_group_arns task_definition task_role_arn vpc_id vpc_security_group_ids",
  permissions:
    "access_policy assume_role_policy grant inline_policy managed_policy_arns permissions_boundary policy public_access_block acl block_public_acls block_public_policy ignore_public_acls restrict_public_buckets",
  "labels of people's own": "tags",
};

const NAMES = new Set(Object.values(SHOWN).flatMap((names) => names.split(" ")));

/** Whether the value of a drifted attribute may be shown. A switch has two values and hides none. */
export function isShown(attribute: string, values: readonly (Json | undefined)[]): boolean {
  return NAMES.has(attribute) || values.every((value) => value === undefined || value === null || isSwitch(value));
}

function isSwitch(value: Json): boolean {
  return typeof value === "boolean" || value === "Enabled" || value === "Disabled" || value === "Suspended";
}
