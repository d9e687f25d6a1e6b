import type { IncomingHttpHeaders } from "node:http";
import type { ExchangeFacts } from "./exchange-facts";
import { compileParameters } from "./parameter-mapping";
import { withoutParameter, withParameter } from "./query-string";
import { headerText } from "./selection";

/** The parts of the backend's request that a mapping changes. */
export interface RequestDraft {
  path: string;
  query: string;
  readonly headers: IncomingHttpHeaders;
}

export interface RequestMapping {
  /** There is something to apply. */
  readonly changes: boolean;
  /** The whole body must be read before the mapping can be applied. */
  readonly needsBody: boolean;
  apply(draft: RequestDraft, facts: ExchangeFacts): void;
}

/** Path variables are decoded: a `%` in one is not an escape, and must not become one in a path that contains it. */
function forPath(facts: ExchangeFacts): ExchangeFacts {
  const variables = Object.entries(facts.pathParameters);
  if (!variables.some(([, value]) => value.includes("%"))) return facts;
  const escaped = variables.map(([name, value]) => [name, value.replaceAll("%", "%25")]);
  return { ...facts, pathParameters: Object.fromEntries(escaped) as Readonly<Record<string, string>> };
}

/** Makes text valid in a request line: characters that a path cannot have are encoded, slashes and escapes stay. */
function asPath(text: string): string {
  const path = text.startsWith("/") ? text : `/${text}`;
  return path.replace(/[^\x21-\x7e]+|[#?"<>\\^`{|}]/gu, encodeURIComponent);
}

function changeHeader(draft: RequestDraft, action: string, name: string, value: string | undefined): void {
  if (action === "remove") {
    Reflect.deleteProperty(draft.headers, name);
    return;
  }
  if (value === undefined) return;
  const before = action === "append" ? headerText(draft.headers[name]) : undefined;
  draft.headers[name] = before === undefined ? value : `${before},${value}`;
}

function changeQuery(draft: RequestDraft, action: string, name: string, value: string | undefined): void {
  if (action !== "append" && (action === "remove" || value !== undefined))
    draft.query = withoutParameter(draft.query, name);
  if (action !== "remove" && value !== undefined) draft.query = withParameter(draft.query, name, value);
}

/**
 * Compiles an integration's request parameters. Every value is read from the request as the client sent it, whatever the
 * order of the changes; a value that the request does not have changes nothing.
 */
export function compileRequestMapping(parameters: Readonly<Record<string, string>>, where: string): RequestMapping {
  const changes = compileParameters(parameters, "request", where);
  return {
    changes: changes.length > 0,
    needsBody: changes.some(({ value }) => value.needsRequestBody),
    apply(draft, facts) {
      const values = changes.map(({ key, value }) => value.read(key.kind === "path" ? forPath(facts) : facts));
      for (const [index, { key }] of changes.entries()) {
        const value = values[index];
        if (key.kind === "header") changeHeader(draft, key.action, key.name, value);
        else if (key.kind === "querystring") changeQuery(draft, key.action, key.name, value);
        else if (key.kind === "path" && value !== undefined) draft.path = asPath(value);
      }
    },
  };
}
