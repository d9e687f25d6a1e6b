import type { Column, Picture, PictureEdge, PictureNode } from "./picture";

export interface Placed extends PictureNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed[];
  readonly edges: readonly (PictureEdge & { readonly path: string })[];
  /** Around what lives in the VPC. */
  readonly vpc: Box | undefined;
}

/** All sizes are in the units of the picture, about a pixel of a page that is 1,200 wide. */
export const LINE_HEIGHT = 17;
const CHARACTER = 7;
const PADDING = 12;
const GAP_X = 56;
const GAP_Y = 18;
const MARGIN = 28;
const LONGEST_TEXT = 34;

const COLUMNS: readonly Column[] = ["clients", "api", "link", "front", "service", "egress"];

/** Puts every column beside the one before, its nodes one below the other, all centred on one line. */
export function layOut(picture: Picture): Layout {
  const columns = COLUMNS.map((column) => picture.nodes.filter((node) => node.column === column)).filter(
    (nodes) => nodes.length > 0,
  );
  function heightOf(nodes: readonly PictureNode[]): number {
    return nodes.reduce((sum, node) => sum + nodeHeight(node) + GAP_Y, -GAP_Y);
  }
  const inner = Math.max(0, ...columns.map(heightOf));
  let x = MARGIN;
  const nodes = columns.flatMap((column) => {
    const width = Math.max(...column.map(nodeWidth));
    let y = MARGIN + GAP_Y + (inner - heightOf(column)) / 2;
    const placed = column.map((node): Placed => {
      const at = { ...node, x, y, width, height: nodeHeight(node) };
      y += at.height + GAP_Y;
      return at;
    });
    x += width + GAP_X;
    return placed;
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return {
    width: x - GAP_X + MARGIN,
    height: inner + 2 * (MARGIN + GAP_Y),
    nodes,
    edges: picture.edges.flatMap((edge) => {
      const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
      return from === undefined || to === undefined ? [] : [{ ...edge, path: curve(from, to) }];
    }),
    vpc: frameOf(nodes.filter((node) => node.inVpc)),
  };
}

/** A text that fits a node. */
export function shorten(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
}

function nodeHeight(node: PictureNode): number {
  return 2 * PADDING + (node.lines.length + 1) * LINE_HEIGHT;
}

function nodeWidth(node: PictureNode): number {
  // The title is bold, up to a fifth wider in the fonts that systems have, and has the sign of its status before it.
  const title = (shorten(node.title).length + 2) * CHARACTER * 1.2;
  return Math.ceil(Math.max(title, ...node.lines.map((line) => shorten(line).length * CHARACTER)) + 2 * PADDING);
}

function curve(from: Placed, to: Placed): string {
  const [startX, startY] = [from.x + from.width, from.y + from.height / 2];
  const [endX, endY] = [to.x, to.y + to.height / 2];
  // Beside what is in one column.
  if (from.x === to.x) {
    const side = startX + GAP_X / 2;
    return `M${startX},${startY} C${side},${startY} ${side},${endY} ${to.x + to.width + 6},${endY}`;
  }
  const middle = (startX + endX) / 2;
  return `M${startX},${startY} C${middle},${startY} ${middle},${endY} ${endX - 6},${endY}`;
}

function frameOf(nodes: readonly Placed[]): Box | undefined {
  if (nodes.length === 0) return undefined;
  const left = Math.min(...nodes.map(({ x }) => x)) - GAP_Y;
  const top = Math.min(...nodes.map(({ y }) => y)) - GAP_Y - LINE_HEIGHT;
  const right = Math.max(...nodes.map(({ x, width }) => x + width)) + GAP_Y;
  const bottom = Math.max(...nodes.map(({ y, height }) => y + height)) + GAP_Y;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
