import { z } from "zod";
import type { AnswerHeaders } from "./forwarding-headers";

/** The response that a function's result becomes. */
export interface LambdaAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Buffer;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), scalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(scalar)).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Whether a body in base64, of this type, is answered as the bytes that it stands for. */
export type Decodes = (contentType: string) => boolean;

/**
 * Reads a function's result: an object with `statusCode` is the answer itself. With payload format 2.0, anything else is
 * the JSON body of a 200. `undefined` if it is malformed, or not in the form that 1.0 requires: API Gateway answers 500.
 */
export function lambdaAnswer(
  result: unknown,
  format: "1.0" | "2.0" = "2.0",
  decodes: Decodes = () => true,
): LambdaAnswer | undefined {
  const isStructured = typeof result === "object" && result !== null && "statusCode" in result;
  if (isStructured) return structuredAnswer(result, decodes);
  if (format === "1.0") return undefined;
  const body = result === undefined ? "" : typeof result === "string" ? result : JSON.stringify(result);
  return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(body) };
}

function structuredAnswer(result: unknown, decodes: Decodes): LambdaAnswer | undefined {
  const read = structured.safeParse(result);
  if (!read.success) return undefined;
  const { statusCode, headers: given, multiValueHeaders, cookies, body, isBase64Encoded } = read.data;
  const headers: AnswerHeaders = {};
  for (const [name, value] of Object.entries(given ?? {})) headers[name.toLowerCase()] = String(value);
  for (const [name, values] of Object.entries(multiValueHeaders ?? {}))
    headers[name.toLowerCase()] = values.map(String);
  if (cookies !== undefined && cookies !== null && cookies.length > 0) headers["set-cookie"] = cookies;
  // API Gateway's default where the function returns a body without a type.
  headers["content-type"] ??= "text/plain;charset=UTF-8";
  const isDecoded = isBase64Encoded === true && decodes(String(headers["content-type"]));
  return { status: statusCode, headers, body: Buffer.from(body ?? "", isDecoded ? "base64" : "utf8") };
}
