import { blocksOf, numberOf, stableText, textOf, type JsonObject } from "@private-http-api/terraform-json";
import type { WorseSetting } from "./worse-setting";

/** What one rule of an S3 lifecycle deletes, and how soon. */
interface Deletion {
  readonly kind: "expiration" | "noncurrent_version_expiration";
  readonly rule: string;
  readonly prefix: string;
  /** Everything else that narrows the rule: tags, sizes. */
  readonly narrowedBy: string;
  readonly days: number;
  /** Later versions that are kept whatever their age. */
  readonly kept: number;
}

/**
 * What a bucket's lifecycle deletes that it did not delete before, or deletes sooner: days, what is kept, whether the rule
 * is enabled, and which objects it is for.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function lifecycleDeletions(before: JsonObject | undefined, after: JsonObject): readonly WorseSetting[] {
  const earlier = deletionsOf(before ?? {});
  return deletionsOf(after)
    .filter((deletion) => !earlier.some((other) => covers(other, deletion)))
    .map((deletion) => ({
      level: "loses data",
      because: `rule.${deletion.kind} of ${scopeOf(deletion)}: ${soonest(earlier, deletion)} → ${deletion.days} days`,
      expect: "what is older, or beyond the count, is deleted, and does not come back",
    }));
}

function deletionsOf(values: JsonObject): readonly Deletion[] {
  return blocksOf(values["rule"])
    .filter((rule) => (textOf(rule["status"]) ?? "Enabled") === "Enabled")
    .flatMap((rule) => {
      const filters = blocksOf(rule["filter"]);
      const parts = [...filters, ...filters.flatMap((filter) => blocksOf(filter["and"]))];
      const prefix = [rule, ...parts].map((block) => textOf(block["prefix"])).find((text) => text !== undefined) ?? "";
      const narrowedBy = stableText(
        parts
          .map(({ prefix: _prefix, and: _and, ...rest }) =>
            Object.fromEntries(Object.entries(rest).filter(([, value]) => !isNothing(value))),
          )
          .filter((rest) => Object.keys(rest).length > 0),
      );
      return (["expiration", "noncurrent_version_expiration"] as const).flatMap((kind) =>
        blocksOf(rule[kind]).flatMap((block): readonly Deletion[] => {
          const days = numberOf(block["days"]) ?? numberOf(block["noncurrent_days"]) ?? (block["date"] ? 0 : undefined);
          if (days === undefined || (days === 0 && !block["date"])) return [];
          const kept = numberOf(block["newer_noncurrent_versions"]) ?? 0;
          return [{ kind, rule: textOf(rule["id"]) ?? "", prefix, narrowedBy, days, kept }];
        }),
      );
    });
}

function isNothing(value: unknown): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Whether one deletion already deletes all that another one does, and as soon. */
function covers(one: Deletion, other: Deletion): boolean {
  const isAsWide = one.narrowedBy === "[]" || one.narrowedBy === other.narrowedBy;
  return (
    one.kind === other.kind &&
    other.prefix.startsWith(one.prefix) &&
    isAsWide &&
    one.days <= other.days &&
    one.kept <= other.kept
  );
}

function scopeOf({ prefix, rule }: Deletion): string {
  return prefix === "" ? rule || "every object" : prefix;
}

/** The days before, of a rule for the same objects. */
function soonest(earlier: readonly Deletion[], { kind, prefix }: Deletion): string {
  const days = earlier.filter((entry) => entry.kind === kind && entry.prefix === prefix).map((entry) => entry.days);
  return days.length === 0 ? "none" : `${Math.min(...days)} days`;
}
