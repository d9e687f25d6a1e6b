import { COLUMN, columns, type Graph, type GraphNode } from "./graph";

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
  const used = columns.map((text, column) => ({ text, column })).filter(isUsedIn(graph));
  // Seven columns hold an account's number, with less between them.
  const gap = used.length > 6 ? 24 : 34;
  const boxWidth = (width - gap * (used.length - 1)) / Math.max(1, used.length);
  function leftOf(column: number): number {
    return used.findIndex((one) => one.column === column) * (boxWidth + gap);
  }
  const top = 34;
  const middles = new Map<string, number>();
  for (let column = columns.length - 1; column >= 0; column -= 1) {
    placeColumn(graph, column, middles, top);
  }
  const highest = Math.min(...middles.values(), Infinity);
  const boxes = graph.nodes.map((node): Box => {
    const middle = (middles.get(node.id) ?? 0) - highest + top + boxHeight / 2;
    const x = leftOf(node.column);
    return { ...node, x, y: middle - boxHeight / 2, width: boxWidth, height: boxHeight };
  });
  const bottom = Math.max(top, ...boxes.map(({ y }) => y + boxHeight));
  return {
    width,
    height: bottom + 8,
    boxes,
    lines: linesOf(graph, boxes, (from, to) => {
      if (from.x === to.x) return beside(from, to);
      const [x1, y1, x2, y2] = [from.x + from.width, from.y + boxHeight / 2, to.x, to.y + boxHeight / 2];
      const bend = Math.max(16, (x2 - x1) / 2);
      return `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`;
    }),
    headings: used.map(({ text, column }) => ({ x: leftOf(column), text })),
  };
}

function isUsedIn({ nodes }: Graph): (one: { readonly column: number }) => boolean {
  const used = new Set(nodes.map(({ column }) => column));
  return ({ column }) => used.has(column);
}

/** To the next box of the column straight down, to others along their left side. */
function beside(from: Box, to: Box): string {
  const middle = from.x + from.width / 2;
  if (to.y - from.y <= step) return `M${round(middle)} ${round(from.y + boxHeight)}V${round(to.y)}`;
  const [x, y1, y2] = [from.x, from.y + boxHeight / 2, to.y + boxHeight / 2].map(round);
  const bend = from.x - 16;
  return `M${x} ${y1}C${round(bend)} ${y1} ${round(bend)} ${y2} ${x} ${y2}`;
}

/** Boxes are placed at the middle of what they lead to, in that order, without overlap. */
function placeColumn(graph: Graph, column: number, middles: Map<string, number>, top: number): void {
  const nodes = graph.nodes.filter((node) => node.column === column);
  function middleOf({ id }: GraphNode): number | undefined {
    const targets = graph.edges.filter(({ from }) => from === id).map(({ to }) => to);
    const known = targets.flatMap((to) => {
      const beside = nodes.find((one) => one.id === to);
      return middles.get(to) ?? (beside && middleOf(beside)) ?? [];
    });
    return known.length === 0 ? undefined : known.reduce((sum, middle) => sum + middle, 0) / known.length;
  }
  const wanted = nodes.map(middleOf);
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
    const x = (node.column - COLUMN.route) * indent;
    boxes.push({ ...node, x, y: boxes.length * (boxHeight + 8), width: width - x, height: boxHeight });
    for (const { to } of graph.edges.filter(({ from }) => from === node.id)) {
      const next = graph.nodes.find(({ id }) => id === to);
      if (next !== undefined) visit(next);
    }
  }
  // What requests enter by comes first: routes mostly lead to one link, and would otherwise be spread around its tree.
  const reached = new Set(graph.edges.map(({ to }) => to));
  const entries = graph.nodes.filter(
    ({ id, column, kind }) => column === COLUMN.route || (kind === "endpoint" && !reached.has(id)),
  );
  for (const entry of entries) {
    seen.add(entry.id);
    boxes.push({ ...entry, x: 0, y: boxes.length * (boxHeight + 8), width, height: boxHeight });
  }
  for (const node of graph.nodes) visit(node);
  return {
    width,
    height: boxes.length * (boxHeight + 8),
    boxes,
    lines: linesOf(graph, boxes, (from, to) => {
      if (from.x === 0) return `M4 ${from.y + boxHeight}V${to.y + boxHeight / 2}H${to.x}`;
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
