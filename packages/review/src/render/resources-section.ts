import { FATES, type Fate, type ListedResource } from "../analysis/resources";
import type { Review } from "../review";
import type { Row, Section, Tone } from "./section";

const TONES: Readonly<Record<Fate, Tone>> = {
  destroy: "removed",
  replace: "changed",
  create: "added",
  update: "changed",
  forget: "changed",
  import: "plain",
  move: "plain",
};

/** Of what asks for no look of its own, so many are listed one by one, and the others by type. */
const LISTED = 20;

/** Every resource that is acted on. Last, because the parts above say what of it matters. */
export function resources({ resources: all, outputs, danger }: Review): Section {
  const asking = new Set(danger.map(({ stack, address }) => `${stack}: ${address}`));
  return {
    id: "resources",
    title: "Resources",
    columns: ["Action", "Resource", "Attributes", "Notes"],
    rows: [
      ...FATES.flatMap((fate) =>
        rowsOf(
          fate,
          all.filter((entry) => entry.fate === fate),
          asking,
        ),
      ),
      ...Object.entries(outputs).map(([stack, names]) => ({
        cells: ["output", `${stack}: ${names.join(", ")}`, "", ""],
        tone: "changed" as const,
      })),
    ],
  };
}

/** @param asking names of dangerous changes, which are always listed, as all that are destroyed or replaced are */
function rowsOf(fate: Fate, entries: readonly ListedResource[], asking: ReadonlySet<string>): readonly Row[] {
  function isAsking({ stack, address }: ListedResource): boolean {
    return fate === "destroy" || fate === "replace" || asking.has(`${stack}: ${address}`);
  }
  const listed = new Set([
    ...entries.filter(isAsking),
    ...entries.filter((entry) => !isAsking(entry)).slice(0, LISTED),
  ]);
  const rows = entries
    .filter((entry) => listed.has(entry))
    .map((entry) => ({
      cells: [fate, `${entry.stack}: ${entry.address}`, entry.attributes.join("\n"), entry.notes.join("\n")],
      tone: TONES[fate],
    }));
  const others = entries.filter((entry) => !listed.has(entry));
  if (others.length === 0) return rows;
  const types = [...new Set(others.map(({ type }) => type))];
  const counts = types.map((type) => `${type} × ${others.filter((entry) => entry.type === type).length}`);
  return [...rows, { cells: [fate, `${others.length} more: ${counts.join(", ")}`, "", ""], tone: TONES[fate] }];
}
