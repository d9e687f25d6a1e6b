/** Whether a text matches a pattern in which `*` matches any number of characters and `?` exactly one. */
export type Matcher = (text: string) => boolean;

export interface WildcardOptions {
  /** @default false: case matters */
  readonly ignoreCase?: boolean;
  /** A backslash escapes the next `*` or `?`, as in query string conditions. @default false */
  readonly escapes?: boolean;
}

const anyRun = Symbol("*");
const anyOne = Symbol("?");
type Token = string | typeof anyRun | typeof anyOne;

/** Compiles a pattern of a listener rule's condition, once; matching is linear for the patterns that rules have. */
export function wildcard(pattern: string, options: WildcardOptions = {}): Matcher {
  const tokens = tokensOf(options.ignoreCase === true ? pattern.toLowerCase() : pattern, options.escapes === true);
  const matches = matcherOf(tokens);
  return options.ignoreCase === true ? (text) => matches(text.toLowerCase()) : matches;
}

function tokensOf(pattern: string, escapes: boolean): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const next = pattern[at + 1];
    if (escapes && character === "\\" && (next === "*" || next === "?" || next === "\\")) {
      tokens.push(next);
      at += 1;
    } else if (character === "*") {
      if (tokens.at(-1) !== anyRun) tokens.push(anyRun);
    } else tokens.push(character === "?" ? anyOne : character);
  }
  return tokens;
}

function matcherOf(tokens: readonly Token[]): Matcher {
  const head = tokens.slice(0, -1);
  // Fast path without a loop for the two forms of nearly every rule, `/api/books` and `/api/books/*`.
  if (tokens.every((token) => typeof token === "string")) {
    const whole = tokens.join("");
    return (text) => text === whole;
  }
  if (tokens.at(-1) === anyRun && head.every((token) => typeof token === "string")) {
    const prefix = head.join("");
    return (text) => text.startsWith(prefix);
  }
  return (text) => fits(text, tokens);
}

/** Greedy match with backtracking to the latest `*` only, which then takes one more character. */
function fits(text: string, tokens: readonly Token[]): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = tokens[token];
    if (wanted === anyRun) {
      star = token;
      starAt = at;
      token += 1;
    } else if (wanted !== undefined && (wanted === anyOne || wanted === text[at])) {
      at += 1;
      token += 1;
    } else if (star >= 0) {
      starAt += 1;
      at = starAt;
      token = star + 1;
    } else return false;
  }
  while (tokens[token] === anyRun) token += 1;
  return token === tokens.length;
}
