import { reviewOf } from "../plan-builder";
import { isOutside } from "../../src/analysis/who";
import { ACCESS_ROWS } from "./access-rows";
import { DANGER_ROWS } from "./danger-rows";
import { EIGHTH_ROWS } from "./eighth-rows";
import { FIFTH_ROWS } from "./fifth-rows";
import { FOURTH_ROWS } from "./fourth-rows";
import { MODULE_ROWS } from "./module-rows";
import { NEUTRAL_ROWS } from "./neutral-rows";
import { NINTH_KIN_ROWS } from "./ninth-kin-rows";
import { NINTH_ROWS } from "./ninth-rows";
import { SECOND_ROWS } from "./second-rows";
import { SEVENTH_ROWS } from "./seventh-rows";
import { SIXTH_ROWS } from "./sixth-rows";
import { TENTH_ROWS } from "./tenth-rows";
import { THIRD_ROWS } from "./third-rows";
import type { Row } from "./row";

export const ROWS: readonly Row[] = [
  ...ACCESS_ROWS,
  ...DANGER_ROWS,
  ...NEUTRAL_ROWS,
  ...SECOND_ROWS,
  ...THIRD_ROWS,
  ...FOURTH_ROWS,
  ...FIFTH_ROWS,
  ...SIXTH_ROWS,
  ...SEVENTH_ROWS,
  ...EIGHTH_ROWS,
  ...NINTH_ROWS,
  ...NINTH_KIN_ROWS,
  ...TENTH_ROWS,
  ...MODULE_ROWS,
].filter(([, , , expected]) => expected !== "skip");

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

/** Rows, what there is to tell, what is told, and how much of each is right, as Markdown. */
export function judgedTable(): string {
  const rows = ROWS.map((row) => ({ row, said: saidOf(row) }));
  const wanted = rows.filter(({ row }) => !row[3].split("|").includes("silent"));
  const told = rows.filter(({ said }) => !said.includes("silent"));
  const right = wanted.filter(({ row }) => isRight(row));
  const rightlyTold = told.filter(({ row }) => isRight(row));
  function percent(part: number, whole: number): string {
    return `${((100 * part) / whole).toFixed(1)} %`;
  }
  return [
    "| rows | to tell | told | precision | recall |",
    "| --- | --- | --- | --- | --- |",
    `| ${rows.length} | ${wanted.length} | ${told.length} | ${percent(rightlyTold.length, told.length)} | ${percent(right.length, wanted.length)} |`,
  ].join("\n");
}
