import { escapeHtml } from "../render/escape";
import { layOut, LINE_HEIGHT, shorten, type Placed } from "./layout";
import { DARK, LIGHT, type Palette } from "./palette";
import type { Picture, Status } from "./picture";

const SIGNS: Readonly<Record<Status, string>> = { same: "", added: "+ ", changed: "~ ", removed: "− " };

const SHAPES = `
text{font:13px ui-sans-serif,system-ui,sans-serif}
.title{font-weight:600}
.frame{stroke-dasharray:6 4}
.node rect{stroke-width:1.2}
.edge{fill:none;stroke-width:1.2}
.added rect,.changed rect,.removed rect,.edge.added,.edge.removed{stroke-width:2}
.removed rect,.edge.removed{stroke-dasharray:5 4}
`;

function coloursOf({ page, text, faint, line, box, frame, frameLine, added, changed, removed }: Palette): string {
  return `
.page{fill:${page}}
text{fill:${text}}
.frame{fill:${frame};stroke:${frameLine}}
.frame-title{fill:${faint}}
.node rect{fill:${box};stroke:${line}}
.edge{stroke:${line}}
.arrow{fill:${line}}
.added rect{fill:${added[1]};stroke:${added[0]}}
.changed rect{fill:${changed[1]};stroke:${changed[0]}}
.removed rect{fill:${removed[1]};stroke:${removed[0]}}
.edge.added{stroke:${added[0]}}
.edge.removed{stroke:${removed[0]}}
`;
}

/** Light and dark as the page or the reader's system is; a program that knows no schemes draws the light one. */
const STYLE = `${SHAPES}${coloursOf(LIGHT)}@media(prefers-color-scheme:dark){${coloursOf(DARK)}}`.replaceAll("\n", "");

/** The picture as an SVG file; a status shows by sign and line as well as by colour. */
export function toSvg(picture: Picture): string {
  const { width, height, nodes, edges, vpc } = layOut(picture);
  const size = [width, height].map(round).join(" ");
  const frame =
    vpc === undefined
      ? []
      : [
          `<rect class="frame" x="${round(vpc.x)}" y="${round(vpc.y)}" width="${round(vpc.width)}" height="${round(vpc.height)}" rx="10"/>`,
          `<text class="frame-title" x="${round(vpc.x + 12)}" y="${round(vpc.y + LINE_HEIGHT)}">VPC</text>`,
        ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" width="${round(width)}" height="${round(height)}" role="img" aria-label="${escapeHtml(picture.title)}">`,
    `<title>${escapeHtml(picture.title)}</title>`,
    `<style>${STYLE}</style>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="2" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="arrow" d="M0,0 L8,4 L0,8 z"/></marker></defs>`,
    `<rect class="page" width="100%" height="100%"/>`,
    ...frame,
    ...edges.map(
      (edge) =>
        `<path class="edge ${edge.status}" d="${edge.path.replace(/\d+\.\d+/g, (number) => String(round(Number(number))))}" marker-end="url(#arrow)"/>`,
    ),
    ...nodes.map(nodeSvg),
    `</svg>`,
    "",
  ].join("\n");
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

function nodeSvg(node: Placed): string {
  function text(line: string, index: number, style: string): string {
    return `<text${style} x="${round(node.x + 12)}" y="${round(node.y + 12 + (index + 0.8) * LINE_HEIGHT)}">${escapeHtml(line)}</text>`;
  }
  return [
    `<g class="node ${node.status}">`,
    `<rect x="${round(node.x)}" y="${round(node.y)}" width="${round(node.width)}" height="${round(node.height)}" rx="6"/>`,
    text(`${SIGNS[node.status]}${shorten(node.title)}`, 0, ' class="title"'),
    ...node.lines.map((line, index) => text(shorten(line), index + 1, "")),
    `</g>`,
  ].join("");
}
