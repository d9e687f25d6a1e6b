import type { Considered } from "../gateway/backend";
import type { ExchangeRecord } from "../gateway/exchange-record";
import type { MappingTrace } from "../gateway/exchange-trace";
import type { KeptBody } from "../gateway/kept-body";
import { withQuery } from "../gateway/query-string";
import { curlCommand } from "./curl";
import type { BodyView, Headers, MessageView } from "./messages";
import type { LoggedRequest } from "./request-log";
import { Secrets } from "./secrets";

/** The answer of `/_local/requests/<id>`: everything that is known about a request. */
export interface RequestDetail extends ExchangeRecord {
  /** In the order in which they were sent. */
  readonly messages: readonly MessageView[];
  readonly routes: readonly Considered[];
  /** Rules of the load balancer; empty if the request was not matched against any. */
  readonly rules: readonly Considered[];
  /** @default the integration has no request parameters, or the request did not reach it */
  readonly mapping?: {
    readonly address: string;
    readonly parameters: Readonly<Record<string, string>>;
    /** What the mapping changed. */
    readonly changes: readonly { readonly what: string; readonly before: string; readonly after: string }[];
  };
  /** Sends the same request again, from a shell. */
  readonly curl: string;
}

/**
 * @param url where the API answers
 * @param shown whether secrets are shown; otherwise they are masked
 */
export function detailOf({ record, trace }: LoggedRequest, url: string, shown: boolean): RequestDetail {
  const sent = pairs(trace.rawHeaders);
  const target = record.target ?? "the load balancer";
  const next = record.via.length > 0 ? "load balancer or task" : target;
  const body = bodyOf(trace.requestBody);
  const messages: MessageView[] = [
    {
      ...{ from: "client", to: "gateway", headers: sent, ...body },
      line: `${record.method} ${withQuery(record.path, record.query)} ${trace.protocol}`,
    },
  ];
  if (trace.sent !== undefined) {
    const { method, path, query, headers } = trace.sent;
    const to = record.target ?? next;
    messages.push({
      from: "gateway",
      to,
      line: `${method} ${withQuery(path, query)}`,
      headers: entries(headers),
      ...body,
    });
  }
  if (trace.event !== undefined)
    messages.push({ from: "gateway", to: target, line: "event", headers: [], ...bodyOf(trace.event) });
  if (trace.answer !== undefined)
    messages.push({
      ...{ from: answering(record, target), to: "gateway", line: String(trace.answer.status) },
      ...{ headers: entries(trace.answer.headers), ...bodyOf(trace.answerBody) },
    });
  if (record.status !== undefined)
    messages.push({
      ...{ from: "gateway", to: "client", line: String(record.status) },
      ...{ headers: entries(trace.answerHeaders ?? {}), ...bodyOf(trace.answerBody) },
    });
  const secrets = new Secrets();
  for (const { headers } of messages) secrets.addHeaders(headers);
  for (const query of [record.query, trace.sent?.query ?? ""]) secrets.addQuery(query);
  const plain = {
    ...record,
    messages,
    routes: trace.routes?.() ?? [],
    rules: (trace.sent === undefined ? undefined : trace.backend?.explain?.(trace.sent)) ?? [],
    ...(trace.mapping === undefined ? {} : { mapping: mappingOf(trace.mapping, trace.sent) }),
  };
  const detail = shown ? plain : { ...masked(plain, secrets), messages: maskedMessages(messages, secrets) };
  return { ...detail, curl: curlCommand(detail.messages[0], detail, url) };
}

/** The load balancer answers if something went wrong on the way to or from the task. */
function answering({ reason, hops }: LoggedRequest["record"], target: string): string {
  return reason !== undefined && hops.some(({ at }) => at === "load balancer") ? "load balancer" : target;
}

function maskedMessages(messages: readonly MessageView[], secrets: Secrets): readonly MessageView[] {
  return messages.map(({ headers, ...rest }) => ({
    ...masked(rest, secrets),
    headers: headers.map(([name, value]) => [name, secrets.header(name, value)] as const),
  }));
}

/** Masks every text. */
function masked<T>(value: T, secrets: Secrets): T {
  if (typeof value === "string") return secrets.text(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, secrets)) as T;
  if (typeof value !== "object" || value === null) return value;
  const changed = Object.entries(value).map(([key, item]: [string, unknown]) => {
    return [key, key === "requestId" ? item : masked(item, secrets)] as const;
  });
  return Object.fromEntries(changed) as T;
}

function mappingOf({ address, parameters, before }: MappingTrace, after: LoggedRequest["trace"]["sent"]) {
  const changes: { what: string; before: string; after: string }[] = [];
  function compare(what: string, one: string | undefined, other: string | undefined): void {
    if (one !== other) changes.push({ what, before: one ?? "", after: other ?? "" });
  }
  if (after !== undefined) {
    compare("path", before.path, after.path);
    compare("query string", before.query, after.query);
    const names = new Set([...Object.keys(before.headers), ...Object.keys(after.headers)]);
    for (const name of names) compare(name, text(before.headers[name]), text(after.headers[name]));
  }
  return { address, parameters, changes };
}

function text(value: string | readonly string[] | undefined): string | undefined {
  return value === undefined || typeof value === "string" ? value : value.join(", ");
}

function pairs(raw: readonly string[]): Headers {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as const] : []));
}

function entries(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Headers {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one): readonly [string, string] => [name, one]),
  );
}

function bodyOf(kept: KeptBody | undefined): { readonly body?: BodyView } {
  if (kept === undefined || kept.size === 0) return {};
  const { bytes, size } = kept;
  const isCut = bytes.length < size;
  const utf8 = new TextDecoder("utf-8").decode(bytes, { stream: isCut });
  const encoding = utf8.includes("\ufffd") || utf8.includes("\0") ? "base64" : "utf8";
  return {
    body: { text: encoding === "utf8" ? utf8 : bytes.toString("base64"), encoding, size, ...(isCut ? { isCut } : {}) },
  };
}
