import { columns, type Graph, type GraphNode } from "./graph";

export interface Box extends GraphNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly from: string;
  readonly to: string;
  /** SVG path data. */
  readonly path: string;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly headings: readonly { readonly x: number; readonly text: string }[];
}

/** Sizes in the picture's units, which are px of the page at full width. */
const boxHeight = 44;
const step = 56;

/** For wide screens: columns from left to right, each box level with what it leads to. */
export function wideLayout(graph: Graph, width = 1200): Picture {
  const gap = 34;
  const boxWidth = (width - gap * (columns.length - 1)) / columns.length;
  const top = 34;
  const middles = new Map<string, number>();
  for (let column = columns.length - 1; column >= 0; column -= 1) {
    placeColumn(graph, column, middles, top);
  }
  const highest = Math.min(...middles.values(), Infinity);
  const boxes = graph.nodes.map((node): Box => {
    const middle = (middles.get(node.id) ?? 0) - highest + top + boxHeight / 2;
    const x = node.column * (boxWidth + gap);
    return { ...node, x, y: middle - boxHeight / 2, width: boxWidth, height: boxHeight };
  });
  const bottom = Math.max(top, ...boxes.map(({ y }) => y + boxHeight));
  const used = new Set(graph.nodes.map(({ column }) => column));
  return {
    width,
    height: bottom + 8,
    boxes,
    lines: linesOf(graph, boxes, (from, to) => {
      const [x1, y1, x2, y2] = [from.x + from.width, from.y + boxHeight / 2, to.x, to.y + boxHeight / 2];
      const bend = Math.max(16, (x2 - x1) / 2);
      return `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`;
    }),
    headings: columns.flatMap((text, column) => (used.has(column) ? [{ x: column * (boxWidth + gap), text }] : [])),
  };
}

/** Boxes are placed at the middle of what they lead to, in that order, without overlap. */
function placeColumn(graph: Graph, column: number, middles: Map<string, number>, top: number): void {
  const nodes = graph.nodes.filter((node) => node.column === column);
  const wanted = nodes.map((node) => {
    const targets = graph.edges.flatMap(({ from, to }) => (from === node.id ? [middles.get(to)] : []));
    const known = targets.filter((middle) => middle !== undefined);
    return known.length === 0 ? undefined : known.reduce((sum, middle) => sum + middle, 0) / known.length;
  });
  // Boxes that lead nowhere stay after their neighbors: a default action that answers itself, a task without a group.
  const order = nodes
    .map((node, at) => ({ node, middle: wanted[at] ?? Infinity, at }))
    .sort((a, b) => a.middle - b.middle || a.at - b.at);
  let next = top;
  const placed = order.map(({ node, middle }) => {
    const at = Math.max(next, Number.isFinite(middle) ? middle : next);
    next = at + step;
    return { id: node.id, at, middle };
  });
  // Many boxes around one point spread to both sides of it.
  const settled = placed.filter(({ middle }) => Number.isFinite(middle));
  const shift = settled.reduce((sum, { at, middle }) => sum + middle - at, 0) / Math.max(1, settled.length);
  for (const { id, at } of placed) middles.set(id, at + shift);
}

/** For narrow screens: one box below the other, indented like a tree. */
export function narrowLayout(graph: Graph, width = 360): Picture {
  const indent = 16;
  const boxes: Box[] = [];
  const seen = new Set<string>();
  function visit(node: GraphNode): void {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    const x = node.column * indent;
    boxes.push({ ...node, x, y: boxes.length * (boxHeight + 8), width: width - x, height: boxHeight });
    for (const { to } of graph.edges.filter(({ from }) => from === node.id)) {
      const next = graph.nodes.find(({ id }) => id === to);
      if (next !== undefined) visit(next);
    }
  }
  // All routes first: they mostly lead to one link, and would otherwise be spread around its tree.
  for (const route of graph.nodes.filter(({ column }) => column === 0)) {
    seen.add(route.id);
    boxes.push({ ...route, x: 0, y: boxes.length * (boxHeight + 8), width, height: boxHeight });
  }
  for (const node of graph.nodes) visit(node);
  return {
    width,
    height: boxes.length * (boxHeight + 8),
    boxes,
    lines: linesOf(graph, boxes, (from, to) => {
      if (from.column === 0) return `M4 ${from.y + boxHeight}V${to.y + boxHeight / 2}H${to.x}`;
      const x = from.x + indent / 2;
      return `M${x} ${from.y + boxHeight}V${to.y + boxHeight / 2}H${to.x}`;
    }),
    headings: [],
  };
}

function linesOf(graph: Graph, boxes: readonly Box[], path: (from: Box, to: Box) => string): readonly Line[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return graph.edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ ...edge, path: path(from, to) }];
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
