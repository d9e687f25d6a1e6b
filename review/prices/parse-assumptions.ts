import { ReviewError } from "../errors";
import { assumptionsSchema, type Assumptions } from "./assumptions";

/** Assumptions with the given ones in place of defaults; a name that is none is refused. */
export const assumptionsFrom = (given: Readonly<Record<string, number>>): Assumptions => {
  const parsed = assumptionsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const names = Object.keys(assumptionsSchema.shape).join(", ");
  const wrong = parsed.error.issues.map((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join("."),
  );
  throw new ReviewError(
    `--assume ${wrong.join(", ")}: not a known name with a number of 0 or more; there are ${names}`,
  );
};
