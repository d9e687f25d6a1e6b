import { FATES, type Fate, type ListedResource } from "../analysis/resources";
import type { Review } from "../review";
import { placesIn, type Row, type Section, type Tone } from "./section";

const TONES: Readonly<Record<Fate, Tone>> = {
  destroy: "removed",
  replace: "changed",
  create: "added",
  update: "changed",
  forget: "changed",
  import: "plain",
  move: "plain",
};

/** Resources that need no approval are listed one by one up to this number, the others by type. */
const LISTED = 20;

/** Every resource that is acted on. Last, because the parts above say what of it matters. */
export function resources(review: Review): Section {
  const { resources: all, outputs, danger, iam, network, exposure, notJudged } = review;
  const placeOf = placesIn(review);
  const asking = new Map<string, Set<string>>();
  for (const findings of [danger, iam, network, exposure, notJudged]) {
    for (const { asks, stack, address } of findings) {
      if (!asks) continue;
      if (!asking.has(stack)) asking.set(stack, new Set());
      asking.get(stack)?.add(address);
    }
  }
  const byFate = new Map<Fate, ListedResource[]>(FATES.map((fate) => [fate, []]));
  for (const entry of all) byFate.get(entry.fate)?.push(entry);
  return {
    id: "resources",
    title: "Resources",
    columns: ["Action", "Resource", "Attributes", "Notes"],
    rows: [
      ...FATES.flatMap((fate) => rowsOf(fate, byFate.get(fate) ?? [], asking, placeOf)),
      ...Object.entries(outputs).map(([stack, names]) => ({
        cells: ["output", placeOf({ stack, address: names.join(", ") }), "", ""],
        tone: "changed" as const,
      })),
    ],
  };
}

/** @param asking addresses, by stack, of what asks for approval, which is always listed, as all that is destroyed or replaced is */
function rowsOf(
  fate: Fate,
  entries: readonly ListedResource[],
  asking: ReadonlyMap<string, ReadonlySet<string>>,
  placeOf: (entry: ListedResource) => string,
): readonly Row[] {
  function mustBeSeen({ stack, address }: ListedResource): boolean {
    return fate === "destroy" || fate === "replace" || asking.get(stack)?.has(address) === true;
  }
  const rows: Row[] = [];
  const others: ListedResource[] = [];
  let room = LISTED;
  for (const entry of entries) {
    const asks = mustBeSeen(entry);
    if (!asks && room-- <= 0) {
      others.push(entry);
      continue;
    }
    const cells = [fate, placeOf(entry), entry.attributes.join("\n"), entry.notes.join("\n")];
    rows.push({ cells, tone: TONES[fate], asks });
  }
  if (others.length === 0) return rows;
  const counts = new Map<string, number>();
  for (const { type } of others) counts.set(type, (counts.get(type) ?? 0) + 1);
  const texts = [...counts].map(([type, count]) => `${type} × ${count}`);
  return [...rows, { cells: [fate, `${others.length} more: ${texts.join(", ")}`, "", ""], tone: TONES[fate] }];
}
