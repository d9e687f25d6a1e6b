import { isObject, listOf, textOf, type Json, type JsonObject } from "@private-http-api/terraform-json";
import type { ResourceChange } from "../../plan/stack-plan";
import { type Danger, dangerOf } from "./danger";

/** What a type says that hides findings from those who watch, or `undefined` where it hides none. */
const HIDES: Readonly<Record<string, (values: JsonObject) => string | undefined>> = {
  // https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html
  aws_guardduty_filter: ({ action }) => which("action", action, "ARCHIVE"),
  // https://docs.aws.amazon.com/inspector/latest/user/findings-managing-supression-rules.html
  aws_inspector2_filter: ({ action }) => which("action", action, "SUPPRESS"),
  // https://docs.aws.amazon.com/macie/latest/user/findings-suppression.html
  aws_macie2_findings_filter: ({ action }) => which("action", action, "ARCHIVE"),
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-archive-rules.html
  aws_accessanalyzer_archive_rule: () => "archives what fits",
  // https://docs.aws.amazon.com/securityhub/latest/userguide/automation-rules.html
  aws_securityhub_automation_rule: ({ actions }) => which("workflow.status", inside(actions, "status"), "SUPPRESSED"),
};

function which(name: string, value: Json | undefined, hiding: string): string | undefined {
  return textOf(value) === hiding ? `${name}: ${hiding}` : undefined;
}

/** The first value of a key, however deep it is. */
function inside(value: Json | undefined, key: string): Json | undefined {
  for (const block of listOf(value)) {
    if (!isObject(block)) continue;
    const found =
      block[key] ??
      Object.values(block)
        .map((each) => inside(each, key))
        .find(Boolean);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** A rule that comes, or begins, to hide findings: what it fits is no longer seen. */
export function hiddenFindings(change: ResourceChange): readonly Danger[] {
  const { type, before, after, deposed } = change;
  const hides = HIDES[type];
  if (hides === undefined || after === undefined || deposed || change.action === "no-op") return [];
  const because = hides(after);
  if (because === undefined || (before !== undefined && hides(before) !== undefined)) return [];
  return [dangerOf(change, { level: "weakens protection", because, downtime: "findings that it fits go unseen" })];
}
