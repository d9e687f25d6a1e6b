import { type IncomingHttpHeaders, request as httpRequest } from "node:http";
import { inspect, isDeepStrictEqual } from "node:util";

/** A request as it goes over the wire. */
export interface CaseRequest {
  readonly method: string;
  /** Sent as it is, malformed or not. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What is expected of an answer; what is left out does not matter. */
export interface CaseExpectation {
  readonly status: number;
  /** Exact values, by lower-case name; `undefined` says that the header must not be there. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** The body after JSON.parse; `null` says that there must be none. */
  readonly body?: unknown;
  /** Code of the error in the body, which must have a message beside it and nothing else. */
  readonly errorCode?: string;
}

/** One behavior of a service, whatever is between it and the client. */
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

/** Longest wait for an answer, in milliseconds. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Sends a request with node:http, which neither normalizes a path nor refuses a method, over a connection of its own. */
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

/** How an answer differs from what a case expects, one line per difference; empty if there is none. */
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
