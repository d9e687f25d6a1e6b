import { isObject, listOf, numberOf, objectOf, textOf, type Json, type JsonObject } from "../../plan/json";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";
import type { ResourceChange } from "../../plan/stack-plan";
import type { BeforeAndAfter } from "../before-and-after";

/** Attributes, as paths, that protect while they are on, whatever the resource. */
const ON_IS_SAFE = [
  "at_rest_encryption_enabled",
  "deletion_protection",
  "deletion_protection_enabled",
  "disable_api_stop",
  "disable_api_termination",
  "drop_invalid_header_fields",
  "enable_deletion_protection",
  "enable_key_rotation",
  "enable_log_file_validation",
  "enable_logging",
  "encrypt_at_rest.enabled",
  "encrypted",
  // In synthesized JSON only: a plan does not tell it.
  "lifecycle.prevent_destroy",
  "node_to_node_encryption.enabled",
  "point_in_time_recovery.enabled",
  "storage_encrypted",
  "transit_encryption_enabled",
  "versioning_configuration.status",
];

/** Attributes that make destruction easy while they are on. */
const OFF_IS_SAFE = ["force_destroy", "force_delete", "skip_final_snapshot"];

/** Attributes that protect with this one value. */
const SAFE_VALUES: Readonly<Record<string, string>> = {
  image_tag_mutability: "IMMUTABLE",
  "metadata_options.http_tokens": "required",
};

/** Days for which what was deleted, or happened, can be had back. */
const DAYS = [
  "automated_snapshot_retention_period",
  "backup_retention_period",
  "deletion_window_in_days",
  "recovery_window_in_days",
  "retention_in_days",
  "snapshot_retention_limit",
];

interface Protecting {
  /** The attribute that names what is protected. @default the account is */
  readonly target?: string;
  /** @default any type of resource */
  readonly type?: string;
  /** An attribute that must be on. */
  readonly when?: string;
}

const OF_BUCKET: Protecting = { target: "bucket", type: "aws_s3_bucket" };
const BY_ARN: Protecting = { target: "resource_arn" };

/** Resources that protect another one. */
const PROTECTING: Readonly<Record<string, Protecting>> = {
  aws_backup_plan: {},
  aws_cloudtrail: {},
  aws_config_configuration_recorder: {},
  aws_flow_log: { target: "vpc_id", type: "aws_vpc" },
  aws_guardduty_detector: {},
  aws_s3_bucket_logging: OF_BUCKET,
  aws_s3_bucket_object_lock_configuration: OF_BUCKET,
  aws_s3_bucket_versioning: { ...OF_BUCKET, when: "versioning_configuration.status" },
  aws_securityhub_account: {},
  aws_shield_protection: BY_ARN,
  aws_wafregional_web_acl_association: BY_ARN,
  aws_wafv2_web_acl_association: BY_ARN,
};

/** The protections that a change takes away, as `attribute: before → after`. */
export const lostProtections = (change: ResourceChange, sides: BeforeAndAfter): readonly string[] => {
  const { before, after } = change;
  if (before === undefined || change.deposed) return [];
  if (after === undefined) return change.action === "delete" ? ofGone(change, before, sides) : [];
  const lost = (paths: readonly string[], isSafe: (value: Json | undefined, path: string) => boolean) =>
    paths
      .filter((path) => isSafe(at(before, path), path) && !isSafe(at(after, path), path))
      .map((path) => `${path}: ${show(at(before, path))} → ${show(at(after, path))}`);
  return [
    ...lost(ON_IS_SAFE, isOn),
    ...lost(OFF_IS_SAFE, (value) => !isOn(value)),
    ...lost(Object.keys(SAFE_VALUES), (value, path) => value === SAFE_VALUES[path]),
    ...DAYS.flatMap((path) => fewerDays(path, before, after)),
  ];
};

/** The value at a path through blocks, of which the first counts. */
const at = (values: JsonObject, path: string): Json | undefined =>
  path.split(".").reduce<Json | undefined>((value, key) => objectOf(listOf(value).find(isObject))[key], values);

const isOn = (value: Json | undefined): boolean =>
  value === true || (typeof value === "string" && /^(true|on|active|enabled)$/i.test(value));

const show = (value: Json | undefined): string => textOf(value) ?? "false";

/** A log group's 0 means for ever: leaving it is a loss, going to it is none. */
const fewerDays = (path: string, before: JsonObject, after: JsonObject): readonly string[] => {
  const days = (values: JsonObject): number | undefined => {
    const number = numberOf(at(values, path));
    return path === "retention_in_days" && number === 0 ? Number.POSITIVE_INFINITY : number;
  };
  const [earlier, later] = [days(before), days(after)];
  if (earlier === undefined || later === undefined || later >= earlier) return [];
  return [`${path}: ${earlier === Number.POSITIVE_INFINITY ? "for ever" : `${earlier} days`} → ${later} days`];
};

/** A resource that goes took care of one that stays, and none like it comes for that. */
const ofGone = (change: ResourceChange, before: JsonObject, sides: BeforeAndAfter): readonly string[] => {
  const protecting = PROTECTING[change.type];
  if (protecting === undefined) return [];
  if (protecting.when !== undefined && !isOn(at(before, protecting.when))) return [];
  const targetOf = (resource: Resource, planned: PlannedResources): Resource | string => {
    const value = protecting.target === undefined ? undefined : resource.values[protecting.target];
    const types = protecting.type === undefined ? [] : [protecting.type];
    return planned.resolve(resource, value, ...types) ?? textOf(value) ?? "what it protects";
  };
  const keyOf = (target: Resource | string): string => (typeof target === "string" ? target : identityOf(target));
  const target = targetOf({ ...change, values: before, change }, sides.before);
  const others = sides.after.ofType(change.type).map((other) => keyOf(targetOf(other, sides.after)));
  if (others.includes(keyOf(target))) return [];
  if (typeof target === "string") return [`destroyed: ${target} stays`];
  const stays = sides.after.resources.some((entry) => identityOf(entry) === identityOf(target));
  return stays ? [`destroyed: ${target.address} stays`] : [];
};
