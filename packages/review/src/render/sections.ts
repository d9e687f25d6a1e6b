import type { Review } from "../review";
import { costSections } from "./cost-section";
import { printable } from "./printable";
import type { Row, Section, Tone } from "./section";

/** The parts in their order, without parts, and columns of them, that have nothing to say. */
export const sectionsOf = (review: Review): readonly Section[] =>
  [
    stacks(review),
    danger(review),
    iam(review),
    network(review),
    exposure(review),
    traffic(review),
    ...costSections(review),
    drift(review),
  ]
    .filter((section) => section.rows.length > 0)
    .map(withoutEmptyColumns)
    .map(asPrintable);

const withoutEmptyColumns = (section: Section): Section => {
  const kept = section.columns
    .map((_, index) => index)
    .filter((at) => section.rows.some((row) => row.cells[at] !== ""));
  const pick = (cells: readonly string[]): readonly string[] => kept.map((index) => cells[index] ?? "");
  return {
    ...section,
    columns: pick(section.columns),
    rows: section.rows.map((row) => ({ ...row, cells: pick(row.cells) })),
  };
};

const asPrintable = (section: Section): Section => ({
  ...section,
  ...(section.lead === undefined ? {} : { lead: printable(section.lead) }),
  rows: section.rows.map((row) => ({ ...row, cells: row.cells.map(printable) })),
});

const TONES: Readonly<Record<"+" | "-" | "~", Tone>> = { "+": "added", "-": "removed", "~": "changed" };

const BROADER = "▲ broader";

const stacks = ({ verdict }: Review): Section => ({
  id: "stacks",
  title: "Stacks",
  columns: ["Stack", "Create", "Update", "Replace", "Destroy", "No-op", "Notes"],
  rows: verdict.stacks.map((counts) => ({
    cells: [
      counts.stack,
      ...[counts.create, counts.update, counts.replace, counts.destroy, counts.noOp].map(String),
      notesOf(counts),
    ],
    tone: counts.replace + counts.destroy > 0 ? "changed" : "plain",
  })),
});

const notesOf = (counts: Review["verdict"]["stacks"][number]): string =>
  [
    ...(counts.outputs > 0 ? [`outputs changed: ${counts.outputs}`] : []),
    ...(counts.moved > 0 ? [`moved: ${counts.moved}`] : []),
    ...(counts.imported > 0 ? [`imported: ${counts.imported}`] : []),
    ...(counts.forgotten > 0 ? [`no longer managed: ${counts.forgotten}`] : []),
    ...counts.notes,
  ].join("; ");

const danger = (review: Review): Section => ({
  id: "danger",
  title: "Danger",
  columns: ["Resource", "What", "Because", "Expect"],
  rows: review.danger.map((entry) => ({
    cells: [
      `${entry.stack}: ${entry.address}`,
      entry.holds === "protection" ? entry.what : `${entry.what} (${entry.holds})`,
      entry.because,
      entry.downtime,
    ],
    tone: "danger",
  })),
});

const iam = (review: Review): Section => ({
  id: "iam",
  title: "IAM statement changes",
  columns: ["", "Policy of", "Effect", "Action", "Resource", "Principal", "Condition", ""],
  rows: review.iam.map((entry) => ({
    cells: [
      entry.change,
      `${entry.owner} (${entry.kind})`,
      entry.kind === "attachment" || entry.kind === "boundary" ? "" : entry.effect,
      entry.action.join("\n"),
      entry.resource.join("\n"),
      entry.principal.join("\n"),
      entry.condition.join("\n"),
      entry.broadens ? BROADER : "",
    ],
    tone: TONES[entry.change],
    broadens: entry.broadens,
  })),
});

const network = (review: Review): Section => ({
  id: "network",
  title: "Security group changes",
  columns: ["", "Group", "Direction", "Protocol", "Ports", "Peer", ""],
  rows: review.network.map((entry) => ({
    cells: [
      entry.change,
      entry.group,
      entry.direction,
      entry.protocol,
      entry.ports,
      entry.peer,
      entry.broadens ? BROADER : "",
    ],
    tone: TONES[entry.change],
    broadens: entry.broadens,
  })),
});

const exposure = (review: Review): Section => ({
  id: "exposure",
  title: "Exposure changes",
  columns: ["", "Resource", "What is open", ""],
  rows: review.exposure.map((entry) => ({
    cells: [entry.change, `${entry.stack}: ${entry.address}`, entry.what, entry.broadens ? BROADER : ""],
    tone: TONES[entry.change],
    broadens: entry.broadens,
  })),
});

const traffic = (review: Review): Section => ({
  id: "traffic",
  title: "Traffic",
  columns: ["", "Kind", "Of", "What", "Before", "After"],
  rows: review.traffic.map((entry) => ({
    cells: [
      entry.change,
      entry.kind,
      entry.subject,
      entry.attribute === "all" ? "" : entry.attribute,
      entry.before,
      entry.after,
    ],
    tone: TONES[entry.change],
  })),
});

const drift = (review: Review): Section => ({
  id: "drift",
  title: "Drift: changed outside Terraform",
  columns: ["Resource", "Attribute", "Terraform's state", "Found"],
  rows: review.drift.flatMap((entry): readonly Row[] => {
    const name = `${entry.stack}: ${entry.address}`;
    if (entry.what === "deleted") return [{ cells: [name, "", "there", "deleted"], tone: "danger" }];
    return entry.attributes.map(({ attribute, before, after }) => ({
      cells: [name, attribute, before, after],
      tone: "changed",
    }));
  }),
});
