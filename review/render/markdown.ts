import type { Review } from "../review";
import { sectionsOf, type Section } from "./sections";

/** GitHub's limit for a comment is 65,536 characters; some are kept for what a workflow adds. */
const LONGEST_COMMENT = 65_000;

/** Tables with more rows are folded. */
const ROWS_IN_SIGHT = 8;

/** The review as a pull request comment. */
export const renderMarkdown = (review: Review): string => {
  const sections = sectionsOf(review);
  const head = headOf(review);
  // Rows are left out from the end, evenly over the parts, until the comment is short enough.
  for (let most = Math.max(1, ...sections.map(({ rows }) => rows.length)); ; most = Math.floor(most / 2)) {
    const text = [head, ...sections.map((section) => sectionText(section, most))].join("\n\n") + "\n";
    if (text.length <= LONGEST_COMMENT) return text;
    if (most === 0) return text.slice(0, LONGEST_COMMENT);
  }
};

const headOf = ({ subject, basis, verdict, danger }: Review): string => {
  const sign = danger.length > 0 ? "🔴" : verdict.broadens ? "🟡" : "🟢";
  const note = basis === "plan" ? "" : "\n\nSynthesized JSON compared without Terraform: replacements cannot be told.";
  const approval = verdict.needsApproval ? "\n\n**This change wants approval.**" : "";
  return `### ${sign} Plan review: ${text(subject)}\n\n${text(verdict.line)}${approval}${note}`;
};

const sectionText = (section: Section, most: number): string => {
  const rows = section.rows.slice(0, most);
  const left = section.rows.length - rows.length;
  const kept = section.columns.map((_, index) => index).filter((index) => rows.some((row) => row.cells[index] !== ""));
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const table = [
    line(kept.map((index) => text(section.columns[index] ?? ""))),
    line(kept.map(() => "---")),
    ...rows.map((row) => line(kept.map((index) => cell(row.cells[index] ?? "", section.columns[index] ?? "")))),
  ];
  const lead = section.lead === undefined ? [] : [text(section.lead), ""];
  const more = left === 0 ? [] : ["", `${left} more are left out here: \`npm run review\` shows them.`];
  const body = [...lead, ...(rows.length === 0 ? [] : table), ...more].join("\n");
  if (section.rows.length <= ROWS_IN_SIGHT) return `#### ${section.title}\n\n${body}`;
  return `<details><summary><b>${section.title}</b> (${section.rows.length})</summary>\n\n${body}\n\n</details>`;
};

/** Columns of names and values, which are shown as code: nothing in them is markup, and no `@` calls a person. */
const NAMES = [
  "Stack",
  "Resource",
  "Policy of",
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

const cell = (value: string, column: string): string =>
  value
    .split("\n")
    .map((line) => (NAMES.includes(column) && !/^[\d.]*$/.test(line) ? code(line) : text(line)))
    .join("<br>");

const code = (value: string): string => {
  const escaped = value.replaceAll("|", "\\|");
  return escaped.includes("`") ? `\`\` ${escaped} \`\`` : `\`${escaped}\``;
};

const text = (value: string): string =>
  value.replace(/[<>*_`|@\\]/g, (sign) => (sign === "@" ? "@\u200B" : `\\${sign}`));
