/**
 * The path as listener rules see it: they are evaluated after the URI is normalized ("Condition types for listener rules",
 * path conditions). Which normalization is unknown; here it is RFC 3986, 6.2.2. The target gets the path as it was sent.
 */
export function normalizedPath(path: string): string {
  if (!/%|\/\./.test(path)) return path;
  const kept: string[] = [];
  const segments = path
    .replace(/%[0-9a-f]{2}/gi, normalizedEscape)
    .split("/")
    .slice(1);
  for (const [index, segment] of segments.entries()) {
    const isDots = segment === "." || segment === "..";
    if (segment === "..") kept.pop();
    if (!isDots) kept.push(segment);
    // `/a/.` and `/a/b/..` are `/a/`.
    else if (index === segments.length - 1) kept.push("");
  }
  return `/${kept.join("/")}`;
}

/** Letters, digits, `-`, `.`, `_` and `~` are decoded; other escapes get upper-case digits. */
function normalizedEscape(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
}
