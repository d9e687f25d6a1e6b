import { escapeHtml } from "../render/escape";
import { layOut, LINE_HEIGHT, shorten, type Placed } from "./layout";
import type { Picture, Status } from "./picture";

const SIGNS: Readonly<Record<Status, string>> = { same: "", added: "+ ", changed: "~ ", removed: "− " };

/** Readable on white and on black: the picture has its own background. */
const STYLE = `
text{font:13px ui-sans-serif,system-ui,sans-serif;fill:#1f2933}
.title{font-weight:600}
.frame{fill:#f4f8fb;stroke:#8aa4b8;stroke-dasharray:6 4}
.frame-title{fill:#4a6274}
.node rect{fill:#fff;stroke:#52667a;stroke-width:1.2}
.edge{fill:none;stroke:#52667a;stroke-width:1.2}
.added rect{fill:#e6f6ea;stroke:#1a7f37;stroke-width:2}
.changed rect{fill:#fff6e0;stroke:#9a6700;stroke-width:2}
.removed rect{fill:#fdecea;stroke:#b42318;stroke-width:2;stroke-dasharray:5 4}
.edge.added{stroke:#1a7f37;stroke-width:2}
.edge.removed{stroke:#b42318;stroke-width:2;stroke-dasharray:5 4}
`
  .trim()
  .replaceAll("\n", "");

/** The picture as an SVG file; a status shows by sign and line as well as by colour. */
export const toSvg = (picture: Picture): string => {
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
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="2" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#52667a"/></marker></defs>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...frame,
    ...edges.map(
      (edge) =>
        `<path class="edge ${edge.status}" d="${edge.path.replace(/\d+\.\d+/g, (number) => String(round(Number(number))))}" marker-end="url(#arrow)"/>`,
    ),
    ...nodes.map(nodeSvg),
    `</svg>`,
    "",
  ].join("\n");
};

const round = (number: number): number => Math.round(number * 10) / 10;

const nodeSvg = (node: Placed): string => {
  const text = (line: string, index: number, style: string): string =>
    `<text${style} x="${round(node.x + 12)}" y="${round(node.y + 12 + (index + 0.8) * LINE_HEIGHT)}">${escapeHtml(line)}</text>`;
  return [
    `<g class="node ${node.status}">`,
    `<rect x="${round(node.x)}" y="${round(node.y)}" width="${round(node.width)}" height="${round(node.height)}" rx="6"/>`,
    text(`${SIGNS[node.status]}${shorten(node.title)}`, 0, ' class="title"'),
    ...node.lines.map((line, index) => text(shorten(line), index + 1, "")),
    `</g>`,
  ].join("");
};
