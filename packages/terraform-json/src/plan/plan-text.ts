import { parseJson, type Json } from "../json";

/** UTF-8 or UTF-16, with or without a byte order mark: `>` of Windows PowerShell writes UTF-16. */
export function decodeText(bytes: Buffer): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** Without a mark, JSON reveals its encoding: its first character is ASCII, whose other byte in UTF-16 is zero. */
function encodingOf(bytes: Buffer): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return "utf-8";
}

/**
 * The JSON between the lines that a wrapper prints around it: the wrapper of setup-terraform writes the command and the
 * exit code into redirected output. `undefined` if the text contains none.
 */
export function jsonWithin(text: string): Json | undefined {
  const start = /^\{(?=\s*"(?!@))/m.exec(text)?.index;
  if (start === undefined) return undefined;
  const rest = text.slice(start);
  const lineEnd = rest.search(/\r?\n/);
  const ends = [lineEnd === -1 ? rest.length : lineEnd, rest.search(/^\}(?=\s*$)/m) + 1, rest.lastIndexOf("}") + 1];
  for (const end of ends) {
    const value = parseJson(rest.slice(0, end));
    if (value !== undefined) return value;
  }
  return undefined;
}
