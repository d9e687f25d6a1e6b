/** IAM's wildcards: `*` any run of characters, `?` one. A principal's kind (`AWS:`) is not crossed by a wildcard. */
export function matches(pattern: string, value: string, ignoreCase: boolean): boolean {
  if (pattern === value || pattern === "*") return true;
  if (pattern === "AWS:*") return value.startsWith("AWS:");
  if (!pattern.includes("*") && !pattern.includes("?"))
    return ignoreCase && pattern.length === value.length && pattern.toLowerCase() === value.toLowerCase();
  return globs(piecesOf(pattern, ignoreCase), piecesOf(value, ignoreCase));
}

/** Whether some text fits both patterns. */
export function meet(one: string, other: string): boolean {
  const [first, second] = [piecesOf(one, true), piecesOf(other, true)];
  // Reachable places in the second pattern after each piece of the first.
  let places = closure(new Set([0]), second);
  for (const piece of first) {
    const next = new Set<number>();
    for (const at of piece === "*" ? Array.from({ length: second.length + 1 }, (_, index) => index) : places) {
      if (piece === "*") {
        if (at >= Math.min(...places)) next.add(at);
        continue;
      }
      const against = second[at];
      if (against === undefined) continue;
      if (against === "*") next.add(at);
      else if (against === "?" || piece === "?" || against === piece) next.add(at + 1);
    }
    places = closure(next, second);
    if (places.size === 0) return false;
  }
  return places.has(second.length);
}

/** A star matches the empty text too. */
function closure(places: ReadonlySet<number>, pattern: readonly string[]): Set<number> {
  const all = new Set(places);
  for (const at of all) if (pattern[at] === "*") all.add(at + 1);
  return all;
}

/** Characters; a reference (`${aws_s3_bucket.logs.arn}`) or a policy variable is one piece, whatever its text will be. */
function piecesOf(text: string, ignoreCase: boolean): readonly string[] {
  return (ignoreCase ? text.toLowerCase() : text).match(/\$\{[^}]*\}|[^]/g) ?? [];
}

/** Goes back to the last `*` only, so that no pattern takes long. */
function globs(pattern: readonly string[], value: readonly string[]): boolean {
  let [at, star, resume] = [0, -1, 0];
  for (let read = 0; read < value.length;) {
    const piece = value[read] ?? "";
    if (pattern[at] === "*") {
      star = at++;
      resume = read;
    } else if (pattern[at] === piece || (pattern[at] === "?" && isOneCharacter(piece))) {
      at++;
      read++;
    } else if (star >= 0) {
      at = star + 1;
      read = ++resume;
    } else return false;
  }
  return pattern.slice(at).every((piece) => piece === "*");
}

function isOneCharacter(piece: string): boolean {
  return piece.length === 1 && piece !== "*";
}
