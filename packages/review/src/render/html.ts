import type { Picture } from "../diagram/picture";
import { toSvg } from "../diagram/svg";
import type { Scrubbed } from "../plan/scrubbed";
import type { Review } from "../review";
import { escapeHtml } from "./escape";
import { PAGE_STYLE } from "./page-style";
import { alarmOf } from "./alarm";
import type { Row, Section } from "./section";
import { sectionsOf } from "./sections";

/** The review as one page that loads nothing: the picture of the architecture, then the tables. */
export function renderHtml(review: Scrubbed<Review>, picture: Scrubbed<Picture>): string {
  const level = { danger: "danger", look: "broader", calm: "calm" }[alarmOf(review)];
  const title = `Plan review: ${review.subject}`;
  const approval = review.verdict.needsApproval ? "<p class=approval>This change needs approval.</p>" : "";
  const basis =
    review.basis === "plan" ? "" : "<p>Synthesized JSON compared without Terraform: replacements are not shown.</p>";
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title><style>${PAGE_STYLE}</style></head><body><main>`,
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="verdict ${level}">${escapeHtml(review.verdict.line)}</p>${approval}${basis}`,
    pictureHtml(picture),
    ...sectionsOf(review).map(sectionHtml),
    "</main></body></html>",
    "",
  ].join("\n");
}

function pictureHtml(picture: Scrubbed<Picture>): string {
  if (picture.nodes.length === 0) return "";
  return (
    `<section><h2>Architecture</h2>` +
    `<p class="legend"><span class="added">+ added</span> <span class="changed">~ changed</span> <span class="removed">− removed</span></p>` +
    `<div class="scroll picture">${toSvg(picture)}</div></section>`
  );
}

function sectionHtml(section: Section): string {
  const columns = section.columns.map((column, index) => {
    const name = escapeHtml(column);
    const style = styleOf(section.rows, index);
    // On a narrow page each row is a card, whose lines say what the head of the column says.
    return { head: `<th scope="col"${style}>${name}</th>`, start: `<td data-label="${name}"${style}>` };
  });
  const head = columns.map((column) => column.head).join("");
  const rows = section.rows.map(({ tone, cells }) => {
    const written = columns.map(({ start }, index) => `${start}${breakable(cells[index] ?? "")}</td>`);
    return `<tr class="${tone}">${written.join("")}</tr>`;
  });
  const lead = section.lead === undefined ? "" : `<p>${escapeHtml(section.lead)}</p>`;
  return (
    `<section id="${section.id}"><h2>${escapeHtml(section.title)}</h2>${lead}` +
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(section.title)}"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div></section>`
  );
}

/** What most cells have nothing but: no character that HTML means something by. */
const PLAIN = /^[ !#-%(-;=?-~]*$/;
/** Names of this length may be broken. */
const LONG = 25;

/** A long name may be broken after its marks, so that the other columns stay in sight. */
function breakable(cell: string): string {
  const isPlain = PLAIN.test(cell);
  if (isPlain && cell.length < LONG) return cell;
  return (isPlain ? cell : escapeHtml(cell))
    .replace(/\S{25,}/g, (name) => name.replace(/[._/:\]](?=[^;\s]{3})/g, "$&<wbr>"))
    .replaceAll("\n", "<br>");
}

/** Amounts of money stand below each other, point below point. */
function styleOf(rows: readonly Row[], index: number): string {
  return rows.every(({ cells }) => /^[+−]?\d+\.\d\d$/.test(cells[index] ?? "")) ? " class=amount" : "";
}
