/** The pieces of a template that matter to the scan: escapes, starts, braces, quotes. */
const PIECE = /\$\$\{|%%\{|\$\{|%\{|\\.|["{}]|<</gs;

/**
 * The expressions of a Terraform template, without the text around them; quoted text inside them is kept. A heredoc in one
 * may contain any quotes and braces, so everything after its start counts as expression.
 */
export function expressionsOf(text: string): string {
  const open: string[] = [];
  let expressions = "";
  let from = 0;
  for (const match of text.matchAll(PIECE)) {
    const [piece] = match;
    const inside = open.at(-1);
    if (inside === '"') {
      if (piece === '"') open.pop();
      else if (piece === "${" || piece === "%{") open.push("{");
    } else if (inside === undefined) {
      if (piece !== "${" && piece !== "%{") continue;
      open.push("{");
      from = match.index;
    } else if (piece === "<<") return expressions + text.slice(from);
    else if (piece === '"') open.push('"');
    else if (piece.endsWith("{")) open.push("{");
    else if (piece === "}") {
      open.pop();
      if (open.length === 0) expressions += `${text.slice(from, match.index)}} `;
    }
  }
  // An unterminated expression cannot be parsed, and is not trusted either.
  return open.length > 0 ? expressions + text.slice(from) : expressions;
}
