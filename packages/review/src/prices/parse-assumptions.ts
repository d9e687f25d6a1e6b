import { ReviewError } from "../errors";
import { assumptionsSchema, type Assumptions } from "./assumptions";

/** What `--assume` says: some of the assumptions. Unknown names and numbers out of bounds are refused. */
export function parseAssumptions(given: Readonly<Record<string, number>>): Partial<Assumptions> {
  const parsed = assumptionsSchema.safeParse(given);
  if (!parsed.success) throw new ReviewError(parsed.error.issues.map((issue) => refusalOf(issue, given)).join("; "));
  return Object.fromEntries(Object.entries(parsed.data).filter(([name]) => name in given));
}

type Issue = NonNullable<ReturnType<typeof assumptionsSchema.safeParse>["error"]>["issues"][number];

function refusalOf(issue: Issue, given: Readonly<Record<string, number>>): string {
  if (issue.code === "unrecognized_keys") {
    const names = Object.keys(assumptionsSchema.shape).join(", ");
    return `--assume ${issue.keys.join(", ")}: not a known name; there are ${names}`;
  }
  const name = issue.path.join(".");
  const limit = issue.code === "too_big" ? `at most ${String(issue.maximum)}` : `a number of 0 or more`;
  return `--assume ${name}: got ${given[name] ?? "none"}; give ${limit}`;
}
