import { z } from "zod";
import type { RawAnswer } from "./send-case";

/** An answer without what differs between requests, as it is recorded and compared. */
export const comparableSchema = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

export type Comparable = z.infer<typeof comparableSchema>;

/** Headers that differ in every answer, or that belong to the connection and not to the answer. */
const VOLATILE = new Set(["date", "connection", "keep-alive", "transfer-encoding", "content-length"]);

/** Headers of which only the presence is compared. */
const IDS = new Set(["apigw-requestid", "x-amzn-requestid", "x-amzn-trace-id"]);

/** Headers that proxies add to a request, or that differ by place: only their presence is compared. */
const ADDED_BY_PROXIES = new Set([
  "host",
  "via",
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-amzn-trace-id",
]);

const echoSchema = z
  .object({ method: z.string(), url: z.string(), headers: z.record(z.string(), z.unknown()) })
  .loose();

/** @param base path before the probe's own, which may differ by place */
export function comparable({ status, headers, body }: RawAnswer, base: string): Comparable {
  const kept = Object.entries(headers).filter(([name]) => !VOLATILE.has(name));
  return {
    status,
    headers: Object.fromEntries(
      kept.map(([name, values]) => [name, IDS.has(name) ? "(present)" : values.join(" | ")]).sort(),
    ) as Record<string, string>,
    body: bodyText(body, base),
  };
}

function bodyText(body: string, base: string): string {
  try {
    const echo = echoSchema.parse(JSON.parse(body.replace(/^[0-9a-f]+\r\n([\s\S]*)\r\n0\r\n\r\n$/i, "$1")));
    const headers = Object.entries(echo.headers).map(([name, value]) => [
      name,
      ADDED_BY_PROXIES.has(name) ? "(present)" : value,
    ]);
    const url = echo.url.startsWith(base) ? `{base}${echo.url.slice(base.length)}` : echo.url;
    return JSON.stringify({ ...echo, url, headers: Object.fromEntries(headers.sort()) as unknown });
  } catch {
    return body.length > 300 ? `(${body.length} bytes)` : body;
  }
}

/** The differences of two answers to one case, one line per difference. */
export function differences(name: string, here: Comparable, there: Comparable): readonly string[] {
  const lines: string[] = [];
  function add(what: string, own: string | undefined, other: string | undefined): void {
    if (own !== other) lines.push(`${name}: ${what}: local ${own ?? "none"}, deployed ${other ?? "none"}`);
  }
  add("status", String(here.status), String(there.status));
  for (const header of new Set([...Object.keys(here.headers), ...Object.keys(there.headers)]))
    add(header, here.headers[header], there.headers[header]);
  if (here.body !== there.body) lines.push(...bodyDifferences(name, here.body, there.body));
  return lines;
}

/** For two echoes the parts that differ, for other bodies the whole. */
function bodyDifferences(name: string, here: string, there: string): readonly string[] {
  const [own, other] = [here, there].map(partsOf);
  if (own === undefined || other === undefined) {
    return [
      `${name}: body: local ${JSON.stringify(here.slice(0, 120))}, deployed ${JSON.stringify(there.slice(0, 120))}`,
    ];
  }
  return [...new Set([...own.keys(), ...other.keys()])]
    .filter((part) => own.get(part) !== other.get(part))
    .map(
      (part) =>
        `${name}: the target saw ${part}: local ${own.get(part) ?? "none"}, deployed ${other.get(part) ?? "none"}`,
    );
}

function partsOf(body: string): ReadonlyMap<string, string> | undefined {
  try {
    const { headers, ...others } = echoSchema.parse(JSON.parse(body));
    return new Map(Object.entries({ ...others, ...headers }).map(([part, value]) => [part, JSON.stringify(value)]));
  } catch {
    return undefined;
  }
}
