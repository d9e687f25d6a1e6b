/**
 * Characters that a display acts on instead of showing them: control characters (a terminal takes ESC for an order),
 * those that turn the direction of writing round, so that a line reads as another, line ends that only some programs know,
 * and invisible characters. Line ends (`\n`) are kept.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const ACTING =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** What most texts have nothing but; looking for it is several times faster than for what acts. */
const ASCII_ONLY = /^[\n -~]*$/;

/** A text that is safe to show: such characters are replaced by a sign. */
export function printable(text: string): string {
  if (ASCII_ONLY.test(text)) return text;
  return text.replace(ACTING, (character) => (character === "\t" ? " " : "\uFFFD"));
}

/** The same on one line: what comes from a plan never begins another. */
export function oneLine(text: string): string {
  return printable(text).replaceAll("\n", " ");
}
