import { circleName, type Naming } from "../analysis/circle-names";
import type { Judged } from "../policy/judge";
import type { Review } from "../review";
import { APPROVAL, approvalCell, LateRow, placesIn, type Row, type Section, SIGN_TONES } from "./section";

export function iam(review: Review): Section {
  return {
    id: "iam",
    title: "IAM statement changes",
    columns: ["", "Broader for", "Policy of", "Effect", "Action", "Resource", "Principal", "Condition", APPROVAL],
    rows: review.iam.map((entry) =>
      accessRow(review, entry, () => [
        `${entry.owner} (${entry.kind})`,
        entry.kind === "attachment" || entry.kind === "boundary" ? "" : entry.effect,
        entry.action.join("\n"),
        entry.resource.join("\n"),
        entry.principal.join("\n"),
        entry.condition.join("\n"),
      ]),
    ),
  };
}

export function network(review: Review): Section {
  return {
    id: "network",
    title: "Security group changes",
    columns: ["", "Broader for", "Group", "Direction", "Protocol", "Ports", "Peer", APPROVAL],
    rows: review.network.map((entry) =>
      accessRow(review, entry, () => [entry.group, entry.direction, entry.protocol, entry.ports, entry.peer]),
    ),
  };
}

export function exposure(review: Review): Section {
  const placeOf = placesIn(review);
  return {
    id: "exposure",
    title: "Exposure changes",
    columns: ["", "Broader for", "Resource", "What is open", APPROVAL],
    rows: review.exposure.map((entry) => accessRow(review, entry, () => [placeOf(entry), entry.what])),
  };
}

/** What each workload may do now, and what of it comes and goes. */
export function permissions(review: Review): Section {
  const placeOf = placesIn(review);
  return {
    id: "permissions",
    title: "Who can do what now",
    lead:
      "Workloads whose permissions change: + comes, − goes, the rest stays. By the identity policies in the plans; resource " +
      "policies may allow more, and policies of the organization less.",
    columns: ["Workload", "By", "May"],
    rows: review.permissions.map((entry) => {
      const { attribute, role, before, after, administrator } = entry;
      function cells(): readonly string[] {
        const gone = before.filter((text) => !after.includes(text)).map((text) => `− ${text}`);
        const now = after.map((text) => `${before.includes(text) ? "  " : "+ "}${text}`);
        return [placeOf(entry), `${attribute}: ${role}`, [...now, ...gone].join("\n")];
      }
      return new LateRow(cells, "changed", administrator, false);
    }),
  };
}

type AccessChange = Judged<Naming & { readonly change: "+" | "-"; readonly broadens: boolean }>;

function accessRow(review: Review, entry: AccessChange, cells: () => readonly string[]): Row {
  return new LateRow(
    () => [entry.change, broader(review, entry), ...cells(), approvalCell(entry)],
    SIGN_TONES[entry.change],
    entry.asks,
    entry.broadens,
  );
}

/** For whom there is more access. */
function broader({ ownAccounts }: Review, entry: AccessChange): string {
  const circle = circleName(entry, ownAccounts.length > 0);
  return entry.broadens ? `▲ ${entry.administrator === true ? "administrator, " : ""}${circle}` : "";
}
