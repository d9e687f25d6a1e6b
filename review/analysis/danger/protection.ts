import { blocksOf, numberOf, textOf, type JsonObject } from "../../plan/json";
import type { ResourceChange } from "../../plan/stack-plan";

/** A protection that a change takes away: the attribute, before and after. */
export interface LostProtection {
  readonly attribute: string;
  readonly before: string;
  readonly after: string;
}

/** Attributes that protect while they are true. */
const ON_IS_SAFE = [
  "deletion_protection",
  "deletion_protection_enabled",
  "enable_deletion_protection",
  "enable_key_rotation",
  "storage_encrypted",
  "encrypted",
  "drop_invalid_header_fields",
];

/** Attributes that make destruction easy while they are true. */
const OFF_IS_SAFE = ["force_destroy", "force_delete", "skip_final_snapshot"];

/** What an update, or a replacement, switches off. */
export const lostProtections = ({ type, before, after }: ResourceChange): readonly LostProtection[] => {
  if (before === undefined || after === undefined) return [];
  return [
    ...ON_IS_SAFE.filter((key) => before[key] === true && after[key] !== true).map((key) => flag(key, true)),
    ...OFF_IS_SAFE.filter((key) => before[key] !== true && after[key] === true).map((key) => flag(key, false)),
    ...preventDestroy(before, after),
    ...ofType(type, before, after),
  ];
};

const flag = (attribute: string, before: boolean): LostProtection => ({
  attribute,
  before: String(before),
  after: String(!before),
});

/** `lifecycle` is in synthesized JSON only: a plan does not tell it. */
const preventDestroy = (before: JsonObject, after: JsonObject): readonly LostProtection[] => {
  const set = (values: JsonObject): boolean =>
    blocksOf(values["lifecycle"]).some((block) => block["prevent_destroy"] === true);
  return set(before) && !set(after) ? [flag("lifecycle.prevent_destroy", true)] : [];
};

const ofType = (type: string, before: JsonObject, after: JsonObject): readonly LostProtection[] => {
  switch (type) {
    case "aws_s3_bucket_versioning": {
      const status = (values: JsonObject): string =>
        textOf(blocksOf(values["versioning_configuration"])[0]?.["status"]) ?? "";
      return fell("versioning_configuration.status", status(before), status(after), "Enabled");
    }
    case "aws_ecr_repository": {
      const mutability = (values: JsonObject): string => textOf(values["image_tag_mutability"]) ?? "MUTABLE";
      return fell("image_tag_mutability", mutability(before), mutability(after), "IMMUTABLE");
    }
    case "aws_cloudwatch_log_group":
      return shorter("retention_in_days", before, after);
    case "aws_kms_key":
      return shorter("deletion_window_in_days", before, after);
    case "aws_db_instance":
    case "aws_rds_cluster":
      return shorter("backup_retention_period", before, after);
    default:
      return [];
  }
};

const fell = (attribute: string, before: string, after: string, safe: string): readonly LostProtection[] =>
  before === safe && after !== safe ? [{ attribute, before, after }] : [];

/** Fewer days than before. A log group's 0 means for ever: leaving it is a loss, going to it is none. */
const shorter = (attribute: string, before: JsonObject, after: JsonObject): readonly LostProtection[] => {
  const days = (values: JsonObject): number | undefined => {
    const number = numberOf(values[attribute]);
    return attribute === "retention_in_days" && number === 0 ? Number.POSITIVE_INFINITY : number;
  };
  const [earlier, later] = [days(before), days(after)];
  if (earlier === undefined || later === undefined || later >= earlier) return [];
  return [
    {
      attribute,
      before: earlier === Number.POSITIVE_INFINITY ? "for ever" : `${earlier} days`,
      after: `${later} days`,
    },
  ];
};
