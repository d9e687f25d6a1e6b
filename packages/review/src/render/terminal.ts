import { createColors } from "picocolors";
import type { Scrubbed } from "../plan/scrubbed";
import type { Review } from "../review";
import { boxTable } from "./box-table";
import { cards, isTooNarrow } from "./cards";
import { fitWidths } from "./fit-widths";
import { fold } from "./fold";
import { oneLine } from "../plan/printable";
import { alarmOf } from "./alarm";
import type { Section, Tone } from "./section";
import { sectionsOf } from "./sections";

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns of the terminal; tables are never wider. */
  readonly width: number;
}

/** The review for a terminal. */
export function renderTerminal(review: Scrubbed<Review>, { colour, width }: TerminalOptions): string {
  const paint = createColors(colour);
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    added: paint.green,
    removed: paint.red,
    changed: paint.yellow,
    danger: (text) => paint.bold(paint.red(text)),
    plain: (text) => text,
  };
  const level = { danger: paint.red, look: paint.yellow, calm: paint.green }[alarmOf(review)];
  const basis = review.basis === "plan" ? "" : " (synthesized JSON compared; replacements are not shown)";
  const parts = sectionsOf(review).map((section) => {
    const lead = section.lead === undefined ? "" : `${wrap(section.lead, width)}\n`;
    return `${paint.bold(section.title)}\n${lead}${tableOf(section, width, tones)}`;
  });
  const subject = oneLine(review.subject);
  return [`${paint.bold(`${subject}${basis}:`)} ${level(oneLine(review.verdict.line))}`, ...parts].join("\n\n") + "\n";
}

function tableOf(section: Section, width: number, tones: Readonly<Record<Tone, (text: string) => string>>): string {
  const { columns, rows } = section;
  // Each column adds a border and two spaces.
  const widths = fitWidths([columns, ...rows.map(({ cells }) => cells)], width - 3 * columns.length - 1);
  if (isTooNarrow(columns, widths)) {
    return cards(section, width, ({ tone }, text) => text.split("\n").map(tones[tone]).join("\n"));
  }
  const folded = rows.map(({ cells }) => cells.map((cell, index) => fold(cell, widths[index] ?? 1)));
  const apart = folded.some((row) => row.some((lines) => lines.length > 1));
  return boxTable({
    widths,
    head: columns.map((cell, index) => fold(cell, widths[index] ?? 1)),
    rows: folded.map((row, at) => ({ cells: row, paint: tones[rows[at]?.tone ?? "plain"] })),
    apart,
  });
}

function wrap(text: string, width: number): string {
  return fold(text, width).join("\n");
}
