/**
 * Characters that act on whoever shows them and are not text: control characters (a terminal takes ESC for an order),
 * and those that turn the direction of writing round, so that a line reads as another. Line ends are kept.
 */

const CONTROLS = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A text as it may be shown, with a sign in place of each character that is none. */
export function printable(text: string): string {
  return text.replace(CONTROLS, (character) => (character === "\t" ? " " : "\uFFFD"));
}

/** The same on one line: what comes from a plan never begins another. */
export function oneLine(text: string): string {
  return printable(text).replaceAll("\n", " ");
}
