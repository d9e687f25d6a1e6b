import types from "./aws-types.json";

/** Resource types of hashicorp/aws 5.100.0, with the settable attributes that access or data may hang on. */
export const AWS_TYPES: Readonly<Record<string, readonly string[]>> = types;

/** Attributes of what keeps something that can be lost. */
export function keepsSomething(path: string): boolean {
  return /(^|\.)(deletion_protection(_enabled)?|skip_final_snapshot|final_snapshot_identifier|force_destroy|force_delete|backup_retention_period|snapshot_retention_limit|allocated_storage|storage_encrypted|point_in_time_recovery|deletion_window_in_days|recovery_window_in_days)$/.test(
    path,
  );
}
