import { type IncomingHttpHeaders, request as httpRequest } from "node:http";
import { inspect, isDeepStrictEqual } from "node:util";

/** A request as it is sent. */
export interface CaseRequest {
  readonly method: string;
  /** Sent unchanged, even if malformed. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The expected response; what is omitted is not compared. */
export interface CaseExpectation {
  readonly status: number;
  /** Exact values, by lower-case name; `undefined` if the header must be absent. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** The body after JSON.parse; `null` if there must be none. */
  readonly body?: unknown;
  /** Code of the error in the body, which must have only code and message. */
  readonly errorCode?: string;
}

/** A test case for a service, called directly or through a gateway. */
export interface ServiceCase {
  readonly name: string;
  readonly request: CaseRequest;
  readonly expected: CaseExpectation;
}

export interface CaseAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Time limit for a response, in milliseconds. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Sends a request on a new connection, with node:http, which neither normalizes paths nor refuses methods. */
export function send(baseUrl: string, { method, path, headers, body }: CaseRequest): Promise<CaseAnswer> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: hostname, port, method, path, headers: { ...headers }, agent: false, timeout: TIMEOUT_MILLISECONDS },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const { statusCode = 0, headers: answered } = response;
          resolve({ status: statusCode, headers: answered, body: Buffer.concat(chunks).toString() });
        });
      },
    );
    request.on("timeout", () => request.destroy(new Error(`no answer within ${TIMEOUT_MILLISECONDS} ms`)));
    request.on("error", reject);
    request.end(body);
  });
}

/** Differences of a response from a case's expectation, one line each. */
export function differences({ expected }: Pick<ServiceCase, "expected">, answer: CaseAnswer): string[] {
  const found: string[] = [];
  function compare(what: string, wanted: unknown, got: unknown): void {
    if (!isDeepStrictEqual(wanted, got)) {
      found.push(`${what}: expected ${inspect(wanted)}, got ${inspect(got)}`);
    }
  }
  compare("status", expected.status, answer.status);
  for (const [name, value] of Object.entries(expected.headers ?? {})) compare(name, value, answer.headers[name]);
  if (expected.body === null) compare("body", "", answer.body);
  else if (expected.body !== undefined) compare("body", expected.body, parse(answer.body));
  if (expected.errorCode !== undefined) {
    const body = parse(answer.body) as { error?: { message?: unknown } } | undefined;
    const message = body?.error?.message;
    compare("body", { error: { code: expected.errorCode, message } }, body);
    if (typeof message !== "string" || message === "" || message.includes("\n") || message.includes("node_modules")) {
      found.push(`message: expected one line for people, got ${inspect(message)}`);
    }
  }
  return found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
