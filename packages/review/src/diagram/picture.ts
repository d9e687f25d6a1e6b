import type { ResourceChange } from "../plan/stack-plan";

export type Status = "same" | "added" | "changed" | "removed";

/** Columns of the picture, from the caller to outbound access. */
export type Column = "clients" | "api" | "link" | "front" | "service" | "egress";

export interface PictureNode {
  readonly id: string;
  readonly column: Column;
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether it lives in the VPC. */
  readonly inVpc: boolean;
  readonly status: Status;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly status: Status;
}

/** An architecture, or two of them laid over each other. */
export interface Picture {
  readonly title: string;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** The later picture with what it adds, changes and, from the earlier one, no longer has. */
export function overlay(before: Picture, after: Picture): Picture {
  const earlier = new Map(before.nodes.map((node) => [node.id, node]));
  const later = new Set(after.nodes.map(({ id }) => id));
  function edgeKey({ from, to }: PictureEdge): string {
    return `${from} ${to}`;
  }
  const earlierEdges = new Set(before.edges.map(edgeKey));
  const laterEdges = new Set(after.edges.map(edgeKey));
  return {
    title: after.title,
    nodes: [
      ...after.nodes.map((node) => ({ ...node, status: statusOf(earlier.get(node.id), node) })),
      ...before.nodes.filter(({ id }) => !later.has(id)).map((node) => ({ ...node, status: "removed" as const })),
    ],
    edges: [
      ...after.edges.map((edge) => ({
        ...edge,
        status: earlierEdges.has(edgeKey(edge)) ? ("same" as const) : ("added" as const),
      })),
      ...before.edges
        .filter((edge) => !laterEdges.has(edgeKey(edge)))
        .map((edge) => ({ ...edge, status: "removed" as const })),
    ],
  };
}

function statusOf(before: PictureNode | undefined, after: PictureNode): Status {
  if (before === undefined) return "added";
  return after.status === "changed" || before.lines.join("\n") !== after.lines.join("\n") ? "changed" : "same";
}

/** Whether a resource stays and is not what it was. */
export function changedStatus(...changes: readonly (ResourceChange | undefined)[]): Status {
  return changes.some((change) => change?.action === "update" || change?.action === "replace") ? "changed" : "same";
}
