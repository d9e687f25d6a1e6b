import { contextReader, type ContextReader } from "./context-variables";
import type { ExchangeFacts } from "./exchange-facts";

export type AccessLogFormat = (facts: ExchangeFacts) => string;

/** Escapes a value for use inside a JSON string. */
function jsonText(value: string): string {
  return /[^\x20-\x7e]|["\\]/.test(value) ? JSON.stringify(value).slice(1, -1) : value;
}

/** Compiles an access log format; a variable without a value becomes `-`. In a JSON format, values are escaped. */
export function compileAccessLogFormat(format: string): AccessLogFormat {
  const escape = format.trimStart().startsWith("{") ? jsonText : (value: string) => value;
  const parts: (string | ContextReader)[] = [];
  let end = 0;
  for (const variable of format.matchAll(/\$context\.([A-Za-z0-9_]+(?:\.[A-Za-z0-9_:-]+)*)/g)) {
    parts.push(format.slice(end, variable.index), contextReader(variable[1] ?? ""));
    end = variable.index + variable[0].length;
  }
  parts.push(format.slice(end));
  return (facts) => {
    let line = "";
    for (const part of parts) line += typeof part === "string" ? part : escape(part(facts) ?? "-");
    return line;
  };
}
