import type { ExchangeRecord } from "../gateway/exchange-record";

/** Replaces a secret. */
export const mask = "***";

/** Parts of the names of headers, parameters, cookies and fields whose values are secrets; below, whole names. */
const parts =
  "authorization|cookie|token|secret|pass(?:w|code|phrase)|api[-_]?key|credential|signature|session|assertion";
const wholes = "code|sig|jwt|pwd|key|auth";
const secretName = new RegExp(`${parts}|^(?:${wholes})$`, "i");
/** Headers with such a name that are not secret. */
const harmless = /^(access-control-|x-amzn-)/i;

/** Shorter secrets are not masked elsewhere: they would be found in ordinary words. */
const shortest = 6;

const jsonWebToken = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
/** `name=value` in query strings and forms, also in a URL that is itself a value. */
const parameter = new RegExp(
  `(?<=^|[?&;\\s"']|%3F|%26)([^?&;=\\s"']*(?:${parts})[^?&;=\\s"']*?|${wholes})(=|%3D)((?:(?!%26)[^&;\\s"'])+)`,
  "gi",
);
/**
 * `"name": "value"` in JSON, and in JSON within JSON, where the same number of backslashes precedes each quote. A value that
 * was cut off has no quote at its end.
 */
const jsonField = new RegExp(
  `(\\\\*)"([\\w.-]*(?:${parts})[\\w.-]*|${wholes})\\1"(\\s*:\\s*)(?:\\1"[^]*?(?:(?<!\\\\)\\1"|$)|\\d[\\d.]*)`,
  "gi",
);

export function isSecretName(name: string): boolean {
  return secretName.test(name) && !harmless.test(name);
}

/** The secrets in a header, judged by its name; without the scheme, cookies' names and their attributes. */
function headerSecrets(name: string, value: string): readonly string[] {
  if (!isSecretName(name)) return [];
  if (/cookie/i.test(name))
    return (name.toLowerCase() === "set-cookie" ? value.split(";", 1) : value.split(";"))
      .map((pair) => pair.slice(pair.indexOf("=") + 1).trim())
      .filter((secret) => secret !== "");
  const [, credentials = value] = /^(?:Bearer|Basic|Digest|Token|ApiKey|AWS4-HMAC-SHA256) +(.+)$/i.exec(value) ?? [];
  const decoded = /^Basic /i.test(value) ? Buffer.from(credentials, "base64").toString() : "";
  const colon = decoded.indexOf(":");
  return [credentials, ...(colon < 0 ? [] : [decoded.slice(colon + 1)])].filter((secret) => secret !== "");
}

/** The secrets of one request: masked by name where they are, and by text wherever they are repeated. */
export class Secrets {
  private readonly texts = new Set<string>();

  addHeaders(headers: readonly (readonly [string, string])[]): void {
    for (const [name, value] of headers) for (const secret of headerSecrets(name, value)) this.add(secret);
  }

  addQuery(query: string): void {
    for (const [name, value] of new URLSearchParams(query)) if (isSecretName(name)) this.add(value);
    for (const [, , , value = ""] of query.matchAll(parameter)) this.add(value);
  }

  header(name: string, value: string): string {
    let masked = value;
    for (const secret of headerSecrets(name, value)) masked = masked.replaceAll(secret, mask);
    return this.text(masked);
  }

  text(text: string): string {
    let masked = maskText(text);
    for (const secret of [...this.texts].sort((a, b) => b.length - a.length)) masked = masked.replaceAll(secret, mask);
    return masked;
  }

  private add(secret: string): void {
    if (secret.length >= shortest) this.texts.add(secret);
  }
}

/** Masks what is recognizable in a text alone: tokens, and values after the names of secrets. */
export function maskText(text: string): string {
  return text
    .replace(jsonWebToken, mask)
    .replace(parameter, (_whole, name: string, equals: string) => name + equals + mask)
    .replace(jsonField, (_whole, slashes: string, name: string, colon: string) => {
      const quote = `${slashes}"`;
      return quote + name + quote + colon + quote + mask + quote;
    });
}

/** A record with the secrets in its texts masked. */
export function maskedRecord(record: ExchangeRecord): ExchangeRecord {
  const { path, query, error, reason } = record;
  const texts = { path: maskText(path), query: maskText(query) };
  return { ...record, ...texts, error: optional(error), reason: optional(reason) };
}

function optional(text: string | undefined): string | undefined {
  return text === undefined ? undefined : maskText(text);
}
