import { wildcard } from "@private-http-api/topology";

/**
 * Whether a REST API passes a payload on as bytes, because its type, or the first one that the client accepts, is among the
 * API's binary media types ["Content type conversions in API Gateway"].
 */
export function isBinary(
  binaryMediaTypes: readonly string[],
  contentType: string | undefined,
  accept?: string,
): boolean {
  const [accepted] = accept?.split(",") ?? [];
  return [contentType ?? "application/json", ...(accepted === undefined ? [] : [accepted])]
    .map((given) => (given.split(";")[0] ?? "").trim().toLowerCase())
    .some((type) => binaryMediaTypes.some((binary) => wildcard(binary, { ignoreCase: true })(type)));
}

/** Any other payload is read as UTF-8 text, and what is no UTF-8 gets lost. */
export function asText(payload: Buffer): Buffer {
  return Buffer.from(payload.toString("utf8"));
}
