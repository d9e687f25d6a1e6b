import type { Review } from "../review";
import { costSections } from "./cost-section";
import type { Scrubbed } from "../plan/scrubbed";
import { resources } from "./resources-section";
import { exposure, iam, network, permissions } from "./access-sections";
import { APPROVAL, approvalCell, placesIn, type Row, type Section, SIGN_TONES } from "./section";
import { trimmed } from "./section-limits";

/** The parts in their order, without parts, and columns of them, that have nothing to say. */
export function sectionsOf(review: Scrubbed<Review>): readonly Section[] {
  return [
    stacks(review),
    danger(review),
    events(review),
    policy(review),
    iam(review),
    network(review),
    exposure(review),
    permissions(review),
    traffic(review),
    ...costSections(review),
    drift(review),
    quotas(review),
    notJudged(review),
    resources(review),
  ]
    .filter((section) => section.rows.length > 0)
    .map(trimmed);
}

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
  const placeOf = placesIn(review);
  return {
    id: "danger",
    title: "Danger",
    columns: ["Resource", "What", "Because", "Expect", APPROVAL],
    rows: review.danger.map((entry) => ({
      cells: [
        placeOf(entry),
        `${entry.what}: ${entry.never ? "Terraform's states are lost" : entry.level}`,
        entry.because,
        entry.downtime,
        entry.never ? "cannot be accepted" : approvalCell(entry),
      ],
      asks: entry.asks,
      tone: "danger",
    })),
  };
}

/** What the plan reports besides changes to resources. */
function events(review: Review): Section {
  const placeOf = placesIn(review);
  return {
    id: "events",
    title: "Also in the plan",
    columns: ["Kind", "Resource", "Says"],
    rows: review.events.map(({ kind, stack, address, what }) => ({
      cells: [kind, address === "" ? stack : placeOf({ stack, address }), what],
      tone: "changed",
    })),
  };
}

/** What the policy file accepts in vain: it is out of date, or was never right. */
function policy(review: Review): Section {
  return {
    id: "policy",
    title: "Accepted in vain",
    columns: ["Fingerprint", "Reason", "Until", "But"],
    rows: review.idleAcceptances.map(({ fingerprint, reason, expires, state }) => ({
      cells: [fingerprint, reason, expires, IDLE[state]],
      tone: "changed",
    })),
  };
}

const IDLE: Readonly<Record<Review["idleAcceptances"][number]["state"], string>> = {
  expired: "expired: accept it again with a later date, or remove it",
  "matches nothing": "no finding here has it: remove it, unless another environment needs it",
  "never acceptable": "Terraform's states would be lost; this cannot be accepted",
};

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
      tone: SIGN_TONES[entry.change],
    })),
  };
}

function drift(review: Review): Section {
  const placeOf = placesIn(review);
  return {
    id: "drift",
    title: "Drift: changed outside Terraform",
    columns: ["Resource", "Attribute", "Terraform's state", "Found"],
    rows: review.drift.flatMap((entry): readonly Row[] => {
      const name = placeOf(entry);
      if (entry.what === "deleted") return [{ cells: [name, "", "there", "deleted"], tone: "danger" }];
      return entry.attributes.map(({ attribute, before, after }) => ({
        cells: [name, attribute, before, after],
        tone: "changed",
      }));
    }),
  };
}

/** What the next service may run into. */
function quotas(review: Review): Section {
  return {
    id: "quotas",
    title: "Near a quota of AWS",
    columns: ["Quota", "Use", "Limit", "%", "Most", "If raised, say so in"],
    rows: review.quotas.map(({ quota, use, limit, of, raise }) => ({
      cells: [
        quota,
        String(use),
        String(limit),
        String(Math.floor((100 * use) / limit)),
        of,
        raise === "" ? "AWS does not raise it" : `quotas.${raise}`,
      ],
      tone: "changed",
    })),
  };
}

const QUESTION: Readonly<Record<Review["notJudged"][number]["question"], string>> = {
  danger: "whether it holds data or carries traffic",
  access: "whether it gives access",
  cost: "what it costs",
};

/** What has no rule, by type, so that silence is not taken for an answer. */
function notJudged(review: Review): Section {
  const placeOf = placesIn(review);
  const groups = new Map<string, Review["notJudged"][number][]>();
  for (const entry of review.notJudged) {
    const key = `${entry.question}|${entry.type}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [entry]);
    else known.push(entry);
  }
  return {
    id: "not-judged",
    title: "Not judged",
    lead: "Nothing is known here of these types or attributes: read their changes in the plan.",
    columns: ["Not known", "Type", "Attribute", "Resource", APPROVAL],
    rows: [...groups.values()].flatMap((entries) => {
      const [first] = entries;
      if (first === undefined) return [];
      const attributes = [...new Set(entries.flatMap((entry) => entry.attributes))];
      const addresses = entries.map(placeOf);
      const approvals = entries.map(approvalCell);
      return [
        {
          cells: [
            QUESTION[first.question],
            first.type,
            attributes.join("\n"),
            addresses.join("\n"),
            approvals.some((text) => text !== "") ? approvals.join("\n") : "",
          ],
          asks: entries.some(({ asks }) => asks),
          tone: "changed" as const,
        },
      ];
    }),
  };
}
