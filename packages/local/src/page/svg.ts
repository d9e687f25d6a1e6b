import { escapeHtml } from "./html";
import type { Box, Picture } from "./layout";

/** Draws a picture; boxes and lines have ids, so that the page can highlight a request's path. */
export function drawSvg(picture: Picture, name: string): string {
  const { width, height } = picture;
  return [
    `<svg class="${name}" viewBox="-1 -1 ${width + 2} ${Math.ceil(height) + 1}" role="img" aria-label="Topology: endpoints, routes, VPC link, load balancers, rules, target groups and tasks">`,
    ...picture.headings.map(({ x, text }) => `<text class="heading" x="${x}" y="14">${escapeHtml(text)}</text>`),
    ...picture.lines.map(
      ({ from, to, path }) =>
        `<path class="line" data-from="${escapeHtml(from)}" data-to="${escapeHtml(to)}" d="${path}"/>`,
    ),
    ...picture.boxes.map(drawBox),
    "</svg>",
  ].join("");
}

/** Widths of a character in the page's two text sizes, in px; to know what fits. */
const titleCharacter = 7.2;
const detailCharacter = 6.1;

function drawBox({ id, kind, title, detail, state, x, y, width, height }: Box): string {
  const left = x + (state === undefined ? 12 : 26);
  const room = x + width - left - 8;
  const dot = state === undefined ? "" : `<circle class="dot" cx="${x + 14}" cy="${y + height / 2}" r="5"/>`;
  return [
    `<g class="box ${kind.replaceAll(" ", "-")} ${state ?? ""}" data-id="${escapeHtml(id)}">`,
    `<title>${escapeHtml(`${id}\n${title}\n${detail}`)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`,
    dot,
    `<text class="title" x="${left}" y="${y + 19}">${escapeHtml(fit(title, room / titleCharacter))}</text>`,
    `<text class="detail" x="${left}" y="${y + 34}">${escapeHtml(fit(detail, room / detailCharacter))}</text>`,
    "</g>",
  ].join("");
}

function fit(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, Math.max(1, Math.floor(characters) - 1))}…`;
}
