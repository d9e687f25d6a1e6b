import path from "node:path";
import { Redactor } from "../../src/plan/redact";
import type { Scrubbed } from "../../src/plan/scrubbed";
import { exitCodeOf, reviewPlans, type Review } from "../../src/review";
import { CIRCLES } from "../../src/analysis/who";
import { DANGER_LEVELS } from "../../src/analysis/danger/level";
import { fromPlanFiles } from "../../src/sources";
import type { Expected } from "./expected";

/** The review of one file of cases/plans, by the default policy. */
export function reviewCase(name: string): Scrubbed<Review> {
  const redactor = new Redactor();
  const file = path.join(__dirname, "plans", `${name}.json`);
  return reviewPlans({ ...fromPlanFiles([file], redactor), redactor }).review;
}

/** What a review says, in the terms of what is expected. */
export function found(review: Review): Omit<Expected, "mentions" | "omits"> {
  const danger = DANGER_LEVELS.find((level) => review.danger.some((entry) => entry.level === level && entry.approval));
  const gained = [...review.iam, ...review.network, ...review.exposure].filter(({ broadens }) => broadens);
  const isAdministrator = gained.some((row) => "administrator" in row && row.administrator);
  const access = isAdministrator ? "administrator" : CIRCLES.find((circle) => gained.some(({ who }) => who === circle));
  return {
    code: exitCodeOf(review),
    ...(danger === undefined ? {} : { danger }),
    ...(access === undefined ? {} : { access }),
  };
}
