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

/** Of what is neither destroyed nor replaced, so many are listed one by one, and the others by type. */
const LISTED = 20;

/** Every resource that is acted on. Last, because the parts above say what of it matters. */
export function resources({ resources: all, outputs }: Review): Section {
  return {
    id: "resources",
    title: "Resources",
    columns: ["Action", "Resource", "Attributes", "Notes"],
    rows: [
      ...FATES.flatMap((fate) =>
        rowsOf(
          fate,
          all.filter((entry) => entry.fate === fate),
        ),
      ),
      ...Object.entries(outputs).map(([stack, names]) => ({
        cells: ["output", `${stack}: ${names.join(", ")}`, "", ""],
        tone: "changed" as const,
      })),
    ],
  };
}

function rowsOf(fate: Fate, entries: readonly ListedResource[]): readonly Row[] {
  const most = fate === "destroy" || fate === "replace" ? entries.length : LISTED;
  const rows = entries.slice(0, most).map(({ stack, address, attributes, notes }) => ({
    cells: [fate, `${stack}: ${address}`, attributes.join("\n"), notes.join("\n")],
    tone: TONES[fate],
  }));
  const others = entries.slice(most);
  if (others.length === 0) return rows;
  const types = [...new Set(others.map(({ type }) => type))];
  const counts = types.map((type) => `${type} × ${others.filter((entry) => entry.type === type).length}`);
  return [...rows, { cells: [fate, `${others.length} more: ${counts.join(", ")}`, "", ""], tone: TONES[fate] }];
}
