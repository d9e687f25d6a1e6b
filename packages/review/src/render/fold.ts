/** Long names are broken after these marks. */
const JOINTS = ["/", ".", ":", ",", "_", "-"];

/** Where a name without marks is broken: `GetAuthorization|Token`, `HTTP|Server`. */
const HUMPS = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;

const AFTER_JOINT = /(?<=[/.:,_-])/;
const BEFORE_WORD = /(?<= )(?=[^ ])/;

/** How far a text may be broken, each step worse to read than the one before. */
export const BREAKS = [/\n/, BEFORE_WORD, AFTER_JOINT, HUMPS] as const;

/** No longer than this, a text is better not broken at all. */
const SHORT = 12;

/** Length of the longest piece that a text has when it is broken wherever `breaks` allow it. */
export function longestPiece(text: string, breaks: readonly RegExp[]): number {
  const [first, ...others] = breaks;
  if (first === undefined || (text.length <= SHORT && !text.includes("\n"))) return text.trimEnd().length;
  return text.split(first).reduce((most, piece) => {
    // What is no longer than the longest so far need not be broken.
    return piece.length <= most ? most : Math.max(most, longestPiece(piece, others));
  }, 0);
}

/** Lines of at most `width` characters: whole words where they fit, else broken at a joint, a hump, or anywhere. */
export function fold(text: string, width: number): string[] {
  // Every line takes a character at least, or it would never end.
  const most = Math.max(1, width);
  return text.split("\n").flatMap((line) => {
    const lines: string[] = [];
    let rest = line;
    while (rest.length > most) {
      const cut = cutOf(rest, most);
      lines.push(rest.slice(0, cut).trimEnd());
      rest = rest.slice(cut).trimStart();
    }
    return [...lines, rest];
  });
}

/** How many characters of a text that is too long go on its first line; one at least. */
function cutOf(text: string, width: number): number {
  const head = text.slice(0, width);
  const space = text.slice(0, width + 1).lastIndexOf(" ");
  if (space > 0 && wordLength(text, space + 1) <= width) return space;
  const joint = Math.max(...JOINTS.map((mark) => head.lastIndexOf(mark) + 1));
  const best = Math.max(space, joint);
  if (best > 0) return best;
  return [...text.slice(0, width + 2).matchAll(HUMPS)].map(({ index }) => index).findLast((at) => at <= width) ?? width;
}

function wordLength(text: string, start: number): number {
  const end = text.indexOf(" ", start);
  return (end === -1 ? text.length : end) - start;
}
