import type { Review } from "../review";
import { costSections } from "./cost-section";
import type { Who } from "../analysis/who";
import type { Scrubbed } from "../plan/scrubbed";
import { resources } from "./resources-section";
import type { Row, Section, Tone } from "./section";

/** The parts in their order, without parts, and columns of them, that have nothing to say. */
export function sectionsOf(review: Scrubbed<Review>): readonly Section[] {
  return [
    stacks(review),
    danger(review),
    events(review),
    iam(review),
    network(review),
    exposure(review),
    traffic(review),
    ...costSections(review),
    drift(review),
    notJudged(review),
    resources(review),
  ]
    .filter((section) => section.rows.length > 0)
    .map(withoutEmptyColumns)
    .map(capped);
}

/** More rows than this nobody reads; the JSON has all of them. */
const MOST_ROWS = 300;
/** Of danger and of more access, which somebody has to read, more. */
const MOST_ASKING = 1000;

/** Rows of danger and of more access are kept before all others. */
function capped(section: Section): Section {
  const { rows, lead = "" } = section;
  if (rows.length <= MOST_ROWS) return section;
  const asking = rows.filter(isAsking).slice(0, MOST_ASKING);
  const others = rows.filter((row) => !isAsking(row)).slice(0, Math.max(0, MOST_ROWS - asking.length));
  const chosen = new Set([...asking, ...others]);
  const kept = rows.filter((row) => chosen.has(row));
  if (kept.length === rows.length) return section;
  const rest = `${rows.length - kept.length} of ${rows.length} rows are left out; --format json has all of them.`;
  return { ...section, rows: kept, lead: `${lead} ${rest}`.trim() };
}

function isAsking({ tone, broadens }: Row): boolean {
  return tone === "danger" || broadens === true;
}

function withoutEmptyColumns(section: Section): Section {
  const kept = section.columns
    .map((_, index) => index)
    .filter((at) => section.rows.some((row) => row.cells[at] !== ""));
  function pick(cells: readonly string[]): readonly string[] {
    return kept.map((index) => cells[index] ?? "");
  }
  return {
    ...section,
    columns: pick(section.columns),
    rows: section.rows.map((row) => ({ ...row, cells: pick(row.cells) })),
  };
}

const TONES: Readonly<Record<"+" | "-" | "~", Tone>> = { "+": "added", "-": "removed", "~": "changed" };

/** For whom there is more access. */
function broader(entry: { readonly broadens: boolean; readonly who: Who; readonly administrator?: boolean }): string {
  return entry.broadens ? `▲ ${entry.administrator === true ? "administrator, " : ""}${WHO[entry.who]}` : "";
}

const WHO: Readonly<Record<Who, string>> = {
  anyone: "anyone",
  "another account": "another account",
  unknown: "not known whom",
  "this account": "this account",
  "this plan": "this plan",
};

function stacks({ verdict }: Review): Section {
  return {
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
  };
}

function notesOf(counts: Review["verdict"]["stacks"][number]): string {
  return [
    ...(counts.outputs > 0 ? [`outputs changed: ${counts.outputs}`] : []),
    ...(counts.moved > 0 ? [`moved: ${counts.moved}`] : []),
    ...(counts.imported > 0 ? [`imported: ${counts.imported}`] : []),
    ...(counts.forgotten > 0 ? [`no longer managed: ${counts.forgotten}`] : []),
    ...counts.notes,
  ].join("; ");
}

function danger(review: Review): Section {
  return {
    id: "danger",
    title: "Danger",
    columns: ["Resource", "What", "Because", "Expect"],
    rows: review.danger.map((entry) => ({
      cells: [
        `${entry.stack}: ${entry.address}`,
        `${entry.what}: ${entry.never ? "Terraform's states are lost" : entry.level}`,
        entry.because,
        entry.downtime,
      ],
      tone: "danger",
    })),
  };
}

/** What the plan tells besides changes of resources. */
function events(review: Review): Section {
  return {
    id: "events",
    title: "Also in the plan",
    columns: ["Kind", "Resource", "Says"],
    rows: review.events.map(({ kind, stack, address, what }) => ({
      cells: [kind, address === "" ? stack : `${stack}: ${address}`, what],
      tone: "changed",
    })),
  };
}

function iam(review: Review): Section {
  return {
    id: "iam",
    title: "IAM statement changes",
    columns: ["", "Policy of", "Effect", "Action", "Resource", "Principal", "Condition", "Broader for"],
    rows: review.iam.map((entry) => ({
      cells: [
        entry.change,
        `${entry.owner} (${entry.kind})`,
        entry.kind === "attachment" || entry.kind === "boundary" ? "" : entry.effect,
        entry.action.join("\n"),
        entry.resource.join("\n"),
        entry.principal.join("\n"),
        entry.condition.join("\n"),
        broader(entry),
      ],
      tone: TONES[entry.change],
      broadens: entry.broadens,
    })),
  };
}

function network(review: Review): Section {
  return {
    id: "network",
    title: "Security group changes",
    columns: ["", "Group", "Direction", "Protocol", "Ports", "Peer", "Broader for"],
    rows: review.network.map((entry) => ({
      cells: [entry.change, entry.group, entry.direction, entry.protocol, entry.ports, entry.peer, broader(entry)],
      tone: TONES[entry.change],
      broadens: entry.broadens,
    })),
  };
}

function exposure(review: Review): Section {
  return {
    id: "exposure",
    title: "Exposure changes",
    columns: ["", "Resource", "What is open", "Broader for"],
    rows: review.exposure.map((entry) => ({
      cells: [entry.change, `${entry.stack}: ${entry.address}`, entry.what, broader(entry)],
      tone: TONES[entry.change],
      broadens: entry.broadens,
    })),
  };
}

function traffic(review: Review): Section {
  return {
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
  };
}

function drift(review: Review): Section {
  return {
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
  };
}

const QUESTION: Readonly<Record<Review["notJudged"][number]["question"], string>> = {
  danger: "whether it holds data or carries traffic",
  access: "whether it gives access",
  cost: "what it costs",
};

/** By type, what nobody looked at, so that silence is not taken for an answer. */
function notJudged(review: Review): Section {
  const groups = new Map<string, Review["notJudged"][number][]>();
  for (const entry of review.notJudged) {
    const key = `${entry.question}|${entry.type}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return {
    id: "not-judged",
    title: "Not judged",
    lead: "Nothing is known here of these types or attributes: read their changes in the plan.",
    columns: ["Not known", "Type", "Attribute", "Resource"],
    rows: [...groups.values()].flatMap((entries) => {
      const [first] = entries;
      if (first === undefined) return [];
      const attributes = [...new Set(entries.flatMap((entry) => entry.attributes))];
      const addresses = entries.map((entry) => `${entry.stack}: ${entry.address}`);
      return [
        {
          cells: [QUESTION[first.question], first.type, attributes.join("\n"), addresses.join("\n")],
          tone: "changed" as const,
        },
      ];
    }),
  };
}
