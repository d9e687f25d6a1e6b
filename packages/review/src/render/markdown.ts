import { numeral } from "../analysis/cost/quantity";
import type { Scrubbed } from "../plan/scrubbed";
import type { Review } from "../review";
import { code, text } from "./markdown-text";
import { oneLine } from "../plan/printable";
import { alarmOf } from "./alarm";
import { APPROVAL, type Row, type Section } from "./section";
import { sectionsOf } from "./sections";
import { shortenCell, shortenLine, shortenRows, type Shortened } from "./shorten";

/** GitHub's limit for a comment is 65,536 characters; some are kept for what a workflow adds. */
const LONGEST_COMMENT = 65_000;

/** Tables with more rows are folded, but for those of danger. */
const ROWS_IN_SIGHT = 8;

/** Characters of what was reviewed, and of what a part says above its table, where the comment has no room for all. */
const LONGEST_LEAD = 1500;

/** Characters of a cell, tried one after the other before rows are left out. */
const CELLS = [8000, 2000, 500];

/** The review as a pull request comment: one that is too long has long cells cut, then rows left out, of danger last. */
export function renderMarkdown(review: Scrubbed<Review>): string {
  const sections = sectionsOf(review);
  const whole = writeWhole(headOf(review), sections);
  if (whole.length <= LONGEST_COMMENT) return whole;
  const head = headOf({ ...review, subject: shortenLine(review.subject, LONGEST_LEAD) });
  let cut = sections;
  for (const most of CELLS) {
    cut = sections.map((section) => withShortCells(section, most));
    const text = writeWhole(head, cut);
    if (text.length <= LONGEST_COMMENT) return text;
  }
  return withFewerRows(head, cut);
}

function withShortCells(section: Section, most: number): Section {
  return {
    ...section,
    ...(section.lead === undefined ? {} : { lead: shortenLine(section.lead, LONGEST_LEAD) }),
    rows: section.rows.map((row) => ({ ...row, cells: row.cells.map((value) => shortenCell(value, most)) })),
  };
}

function withFewerRows(head: string, sections: readonly Section[]): string {
  const frame = sections.map((section) => ({ section, rows: [] }));
  const tableHeads = sections.reduce((sum, section) => sum + headLines(section).join("\n").length + 2, 0);
  const room = LONGEST_COMMENT - write(head, frame).length - tableHeads;
  const parts = shortenRows(sections, room, (row, section) => rowLine(row, section).length + 1);
  return write(head, parts);
}

function writeWhole(head: string, sections: readonly Section[]): string {
  return write(
    head,
    sections.map((section) => ({ section, rows: section.rows })),
  );
}

function write(head: string, parts: readonly Shortened[]): string {
  return [head, ...parts.map(sectionText)].join("\n\n") + "\n";
}

function headOf(review: Review): string {
  const { subject, basis, verdict } = review;
  const sign = { danger: "🔴", look: "🟡", calm: "🟢" }[alarmOf(review)];
  const note = basis === "plan" ? "" : "\n\nSynthesized JSON compared without Terraform: replacements are not shown.";
  const approval = verdict.needsApproval ? "\n\n**This change needs approval.**" : "";
  const name = oneLine(subject);
  return `### ${sign} Plan review: ${text(name)}\n\n${text(oneLine(verdict.line))}${approval}${note}`;
}

function sectionText({ section, rows }: Shortened): string {
  const left = section.rows.length - rows.length;
  const lead = section.lead === undefined ? [] : [text(section.lead)];
  const more = left === 0 ? [] : [`${numeral(left)} more are left out here: \`--format json\` has them.`];
  // What asks for approval stays in sight; of resources, the parts before have said it.
  const isFolded = section.rows.length > ROWS_IN_SIGHT && section.id !== "danger";
  function staysInSight({ asks }: Row): boolean {
    return !isFolded || (asks === true && section.id !== "resources");
  }
  const [inSight, folded] = [rows.filter(staysInSight), rows.filter((row) => !staysInSight(row))];
  const title = `#### ${section.title}`;
  if (!isFolded || (folded.length === 0 && inSight.length > 0))
    return [title, ...lead, ...table(section, inSight), ...more].join("\n\n");
  if (inSight.length === 0)
    return details(`<b>${section.title}</b> (${section.rows.length})`, [...lead, ...table(section, folded), ...more]);
  const others = details(`${numeral(folded.length)} that ask for no approval`, [...table(section, folded), ...more]);
  return [title, ...lead, ...table(section, inSight), others].join("\n\n");
}

function details(summary: string, blocks: readonly string[]): string {
  return ["<details><summary>" + summary + "</summary>", ...blocks, "</details>"].join("\n\n");
}

function table(section: Section, rows: readonly Row[]): readonly string[] {
  return rows.length === 0 ? [] : [[...headLines(section), ...rows.map((row) => rowLine(row, section))].join("\n")];
}

function headLines({ columns }: Section): readonly string[] {
  return [line(columns.map(text)), line(columns.map(() => "---"))];
}

function rowLine(row: Row, section: Section): string {
  return line(row.cells.map((value, index) => cell(value, section.columns[index] ?? "")));
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Columns of names and values, which are shown as code: nothing in them is markup, and no `@` calls a person. */
const NAMES = [
  "Stack",
  "Resource",
  "Policy of",
  "Workload",
  "By",
  "May",
  "Action",
  "Principal",
  "Condition",
  "Group",
  "Peer",
  "What is open",
  "Of",
  "Before",
  "After",
  "Attribute",
  "Terraform's state",
  "Found",
];

function cell(value: string, column: string): string {
  return value
    .split("\n")
    .map((entry) => (isName(entry, column) ? code(entry) : text(entry)))
    .join("<br>");
}

function isName(entry: string, column: string): boolean {
  if (column === APPROVAL || column === "Fingerprint") return FINGERPRINT.test(entry);
  return NAMES.includes(column) && !/^[\d.]*$|^… /.test(entry);
}

const FINGERPRINT = /^[0-9a-f]{16}$/;
