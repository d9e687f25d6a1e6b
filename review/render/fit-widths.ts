/** A column narrower than this cannot be read. */
const NARROWEST = 8;

/** Widths that columns may have so that their sum stays within `room`: short columns whole, the long ones share the rest. */
export const fitWidths = (rows: readonly (readonly string[])[], room: number): readonly number[] => {
  const columns = rows[0]?.length ?? 0;
  const wanted = Array.from({ length: columns }, () => 1);
  for (const row of rows) {
    for (let index = 0; index < columns; index++) {
      for (const line of (row[index] ?? "").split("\n")) wanted[index] = Math.max(wanted[index] ?? 1, line.length);
    }
  }
  let rest = Math.max(room, columns);
  let open = wanted.map((_, index) => index);
  const widths = wanted.slice();
  // Columns that ask for less than an equal share get what they ask; the others share what is left, again and again.
  for (;;) {
    const share = Math.max(
      Math.min(NARROWEST, Math.floor(room / columns)),
      Math.floor(rest / Math.max(1, open.length)),
    );
    const modest = open.filter((index) => (wanted[index] ?? 0) <= share);
    if (modest.length === 0 || modest.length === open.length) {
      for (const index of open) widths[index] = Math.max(1, Math.min(wanted[index] ?? 1, share));
      return widths;
    }
    rest -= modest.reduce((sum, index) => sum + (wanted[index] ?? 0), 0);
    open = open.filter((index) => !modest.includes(index));
  }
};
