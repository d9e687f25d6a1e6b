import { reviewOf } from "../plan-builder";
import { isOutside } from "../../src/analysis/who";
import { ACCESS_ROWS } from "./access-rows";
import { DANGER_ROWS } from "./danger-rows";
import { NEUTRAL_ROWS } from "./neutral-rows";
import { SECOND_ROWS } from "./second-rows";
import type { Row } from "./row";

export const ROWS: readonly Row[] = [...ACCESS_ROWS, ...DANGER_ROWS, ...NEUTRAL_ROWS, ...SECOND_ROWS].filter(
  ([, , , expected]) => expected !== "skip",
);

/** What the review says of a row, in its words. */
export function saidOf([type, before, after]: Row): readonly string[] {
  const review = reviewOf([{ address: `${type}.a`, before, after }]);
  const gained = [...review.iam, ...review.network, ...review.exposure].filter(({ broadens }) => broadens);
  const access = gained.some(isOutside) ? ["outside"] : gained.length > 0 ? ["inside"] : [];
  const danger = review.danger.filter(({ approval }) => approval).map(({ level }) => level);
  const said = [...new Set([...access, ...danger])];
  return said.length === 0 ? ["silent"] : said;
}

export function isRight(row: Row): boolean {
  const allowed = row[3].split("|");
  return saidOf(row).some((word) => allowed.includes(word));
}
