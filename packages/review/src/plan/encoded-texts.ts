/** Fewer base64 characters than this stand in ordinary words. */
const SHORTEST_BASE64 = 7;

/**
 * A text as it stands in base64, wherever it begins in what was encoded: alone, after `user:` in basic authentication, in
 * the middle of a document. What depends on its neighbours, a character at each end, is left off.
 */
export function base64Forms(text: string): readonly string[] {
  const length = Buffer.byteLength(text);
  const forms = ["", "\0", "\0\0"].map((before) => {
    const encoded = Buffer.from(before + text).toString("base64url");
    const isWhole = (before.length + length) % 3 === 0;
    return encoded.slice(Math.ceil((before.length * 4) / 3), isWhole ? encoded.length : -1);
  });
  const standard = forms
    .filter((form) => /[-_]/.test(form))
    .map((form) => form.replaceAll("-", "+").replaceAll("_", "/"));
  return [...forms, ...standard].filter((form) => form.length >= SHORTEST_BASE64);
}

/** A text as its bytes are written in hexadecimal, in either case. */
export function hexForms(text: string): readonly string[] {
  const hex = Buffer.from(text).toString("hex");
  return [hex, hex.toUpperCase()];
}

/** A text as it stands in a URL: with the escapes of RFC 3986, of forms, and in either case. */
export function urlForms(text: string): readonly string[] {
  if (/^[\w.~-]*$/.test(text)) return [];
  const strict = encoded(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const forms = [encoded(text), strict, encoded(text).replaceAll("%20", "+"), strict.replaceAll("%20", "+")];
  return [...forms, ...forms.map((form) => form.replace(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase()))];
}

/** A lone surrogate has no URL form. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"));
}

/** Secrets inside a secret: the password of a URL or of basic authentication, what is encoded, long lines of a document. */
export function hiddenIn(secret: string): readonly string[] {
  const decoded = decodedBase64(secret.replace(/^Basic\s+/i, ""));
  const userInfo = /^[a-z][\w+.-]*:\/\/[^/\s:@]*:([^/\s@]+)@/i.exec(secret)?.[1];
  const password = /^[^\s:]*:([^\s:]{4,})$/.exec(decoded ?? "")?.[1];
  const lines = secret.includes("\n") ? secret.split(/\r?\n/).filter((line) => line.trim().length >= LONG_LINE) : [];
  return [decoded, userInfo, userInfo && decodedUrl(userInfo), password, ...lines].filter(
    (text) => text !== undefined && text !== "" && text !== secret,
  ) as string[];
}

/** Shorter lines of a document (`}`, `exit 0`) are not secrets. */
const LONG_LINE = 20;

/** The decoded text, if it is text: many words happen to be valid base64 of bytes that are not. */
function decodedBase64(text: string): string | undefined {
  if (!/^[A-Za-z\d+/_-]{8,}={0,2}$/.test(text)) return undefined;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return /^[\t\n\r\u0020-\u007E]{4,}$/.test(decoded) ? decoded : undefined;
}

function decodedUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
