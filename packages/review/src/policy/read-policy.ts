import { existsSync, readFileSync } from "node:fs";
import type { z } from "zod";
import { formatPath } from "@private-http-api/http-api/config-parts";
import { messageOf, ReviewError } from "../errors";
import { policySchema, type ReviewPolicy } from "./policy-schema";

/** Read from the working directory where no other file is named. */
export const POLICY_FILE = "review.config.json";

/**
 * What a policy file says. A file that is wrong is refused, one line per problem.
 * @param named the file that was asked for; without one, {@link POLICY_FILE} where it is there
 */
export function readPolicy(named: string | undefined): ReviewPolicy {
  if (named === undefined && !existsSync(POLICY_FILE)) return policySchema.parse({});
  const file = named ?? POLICY_FILE;
  const given = parse(file);
  const { data, error } = policySchema.safeParse(given);
  if (data === undefined)
    throw new ReviewError(error.issues.flatMap((issue) => linesOf(file, issue, given)).join("\n"));
  const twice = repeated(data);
  if (twice.length > 0) throw new ReviewError(twice.map((line) => `${file}: ${line}`).join("\n"));
  return data;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (thrown) {
    const what = thrown instanceof SyntaxError ? "is not valid JSON" : "cannot be read";
    throw new ReviewError(`${file}: ${what}: ${messageOf(thrown).replaceAll("\n", " ")}`);
  }
}

function linesOf(file: string, issue: z.core.$ZodIssue, given: unknown): readonly string[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `${file}: ${placeOf([...issue.path, key])}: is not known; give ${issue.message}`);
  }
  const limit = issue.code === "too_big" ? `at most ${String(issue.maximum)}` : "a number of 0 or more";
  const what = issue.path[0] === "assumptions" && issue.path.length === 2 ? limit : issue.message;
  return [`${file}: ${placeOf(issue.path)}: got ${shown(valueAt(given, issue.path))}; give ${what}`];
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "the file" : formatPath(path);
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], given);
}

function shown(value: unknown): string {
  const text = value === undefined ? "none" : JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}

/** Of two entries for one finding, it would not be clear which one counts. */
function repeated({ accepted }: ReviewPolicy): readonly string[] {
  return accepted.flatMap(({ fingerprint }, index) => {
    const first = accepted.findIndex((entry) => entry.fingerprint === fingerprint);
    if (first === index) return [];
    return [`accepted[${index}].fingerprint: ${fingerprint} is in accepted[${first}] already; keep one of them`];
  });
}
