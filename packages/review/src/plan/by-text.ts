/** Entries sorted by a text of each: by code units, the same on every machine. */
export function sortedByText<T>(entries: readonly T[], textOf: (entry: T) => string): readonly T[] {
  return entries
    .map((entry) => ({ entry, text: textOf(entry) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ entry }) => entry);
}
