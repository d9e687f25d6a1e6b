import type { ExchangeRecord } from "../gateway/exchange-record";
import type { MessageView } from "./messages";
import { withQuery } from "../gateway/query-string";

/** curl sets these itself; without `accept-encoding` it gets readable text. */
const ownHeaders = new Set(["host", "connection", "content-length", "transfer-encoding", "accept-encoding", "expect"]);

/**
 * The command that sends a request again. A body that was not kept completely is left to the caller.
 * @param url where the API answers
 */
export function curlCommand(
  message: MessageView | undefined,
  { method, path, query }: Pick<ExchangeRecord, "method" | "path" | "query">,
  url: string,
): string {
  const { headers = [], body } = message ?? {};
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1];
  const parts = ["curl", ...(method === "HEAD" ? ["--head"] : ["-X", word(method)])];
  // Without the flags, curl would resolve `..` and read `[` and `{` as patterns.
  parts.push("--path-as-is", "--globoff", word(url + withQuery(path, query)));
  if (host !== undefined && host !== new URL(url).host) parts.push("-H", word(`host: ${host}`));
  for (const [name, value] of headers) {
    // A header without a value is written with a semicolon.
    if (!ownHeaders.has(name.toLowerCase())) parts.push("-H", word(value === "" ? `${name};` : `${name}: ${value}`));
  }
  if (body === undefined) return parts.join(" ");
  // Otherwise curl would name the content type of a form.
  if (!headers.some(([name]) => name.toLowerCase() === "content-type")) parts.push("-H", "content-type:");
  if (body.isCut === true) return `${parts.join(" ")} --data-binary @body  # only the beginning of the body was kept`;
  if (body.encoding === "utf8") return [...parts, "--data-raw", word(body.text)].join(" ");
  return `printf %s ${body.text} | base64 -d | ${parts.join(" ")} --data-binary @-`;
}

/** One word of a POSIX shell. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
