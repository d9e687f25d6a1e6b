/**
 * Plain text in GitHub's Markdown. What GitHub finds in the finished text, whatever was escaped (a mention, the number of
 * an issue, an address), is held apart by a space of no width.
 */
export function text(value: string): string {
  return value
    .replace(/[\\`*_~|<>&![\]#]/g, (sign) => `\\${sign}`)
    .replace(/[@#]|:(?=\/\/)|\bwww(?=\.)/gi, (mark) => `${mark}\u200B`);
}

/** A name or a value as code: nothing in it is markup. Its fence is longer than any row of backticks in it. */
export function code(value: string): string {
  const escaped = value.replaceAll("|", "\\|");
  const longest = (value.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  if (longest === 0) return `\`${escaped}\``;
  const fence = "`".repeat(longest + 1);
  return `${fence} ${escaped} ${fence}`;
}
