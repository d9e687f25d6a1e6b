import { z } from "zod";
import type { AnswerHeaders } from "./forwarding-headers";

/** The answer that a function's result stands for. */
export interface LambdaAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Buffer;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), scalar).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/**
 * Reads a function's result as payload format 2.0 says: an object with `statusCode` is the answer itself, anything else
 * is the JSON body of a 200. `undefined` where it has a `statusCode` and is malformed: API Gateway answers 500.
 */
export function lambdaAnswer(result: unknown): LambdaAnswer | undefined {
  if (typeof result !== "object" || result === null || !("statusCode" in result)) {
    const body = result === undefined ? "" : typeof result === "string" ? result : JSON.stringify(result);
    return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(body) };
  }
  const read = structured.safeParse(result);
  if (!read.success) return undefined;
  const { statusCode, headers: given, cookies, body, isBase64Encoded } = read.data;
  const headers: AnswerHeaders = {};
  for (const [name, value] of Object.entries(given ?? {})) headers[name.toLowerCase()] = String(value);
  if (cookies !== undefined && cookies !== null && cookies.length > 0) headers["set-cookie"] = cookies;
  // API Gateway's default where the function gives a body and no type.
  headers["content-type"] ??= "text/plain;charset=UTF-8";
  return { status: statusCode, headers, body: Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8") };
}
