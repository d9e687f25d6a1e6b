import { contextReader } from "./context-variables";
import type { ExchangeFacts } from "./exchange-facts";
import { parseJsonPath, selectJson } from "./json-path";
import { ownValue } from "./own-value";
import { queryValues } from "./query-string";

/** The integration's answer, for the mappings that read it. */
export interface AnswerFacts {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

export type SelectionReader = (facts: ExchangeFacts, answer?: AnswerFacts) => string | undefined;

/** A compiled value of a parameter mapping. */
export interface Selection {
  readonly kind: "selection";
  readonly read: SelectionReader;
  readonly needsRequestBody: boolean;
}

interface Invalid {
  readonly kind: "invalid";
  readonly reason: string;
}

function selection(read: SelectionReader, needsRequestBody = false): Selection {
  return { kind: "selection", read, needsRequestBody };
}

/** Several values of a header are joined by commas. */
export function headerText(value: string | readonly string[] | undefined): string | undefined {
  return value === undefined || typeof value === "string" ? value : value.join(",");
}

/** `API Gateway combines multiple values with commas`; `undefined` without a value. */
function queryText(query: string, name: string): string | undefined {
  const values = queryValues(query, name);
  return values.length === 0 ? undefined : values.join(",");
}

function body(side: "request" | "response", rest: string): Selection | Invalid {
  const path = parseJsonPath(rest);
  if (path === undefined)
    return { kind: "invalid", reason: "a JSON path may have only names and indexes: `.pets[0].name`" };
  return side === "request"
    ? selection((facts) => selectJson(facts.requestBody, path), true)
    : selection((_, answer) => selectJson(answer?.body, path));
}

/** One expression, such as `$request.header.x`. */
function expression(text: string): Selection | Invalid {
  const parts = /^\$(request|response|context|stageVariables)\.(.+)$/.exec(text);
  const rest = parts?.[2] ?? "";
  switch (parts?.[1]) {
    case "context": {
      const read = contextReader(rest);
      return selection((facts) => read(facts));
    }
    case "stageVariables":
      return selection((facts) => ownValue(facts.stageVariables, rest));
    case "request":
    case "response":
      return ofMessage(parts[1], rest) ?? unknownExpression(text);
    default:
      return unknownExpression(text);
  }
}

function ofMessage(side: "request" | "response", rest: string): Selection | Invalid | undefined {
  const [, place, name] = /^(header|querystring|path)\.(.+)$/.exec(rest) ?? [];
  if (place === "header" && name !== undefined) {
    const header = name.toLowerCase();
    return side === "request"
      ? selection((facts) => headerText(ownValue(facts.headers, header)))
      : selection((_, answer) => headerText(answer === undefined ? undefined : ownValue(answer.headers, header)));
  }
  if (/^body(?=$|[.[])/.test(rest)) return body(side, rest.slice("body".length));
  if (side === "response") return undefined;
  if (rest === "path") return selection((facts) => facts.routePath);
  if (place === "path" && name !== undefined) return selection((facts) => ownValue(facts.pathParameters, name));
  if (place === "querystring" && name !== undefined) return selection((facts) => queryText(facts.query, name));
  return undefined;
}

function unknownExpression(text: string): Invalid {
  const allowed =
    "$request.header|querystring|path|body.<name>, $request.path, $response.header|body.<name>, $context.<name>, $stageVariables.<name>";
  return { kind: "invalid", reason: `\`${text}\` is not a selection expression; allowed: ${allowed}` };
}

/** Compiles a mapping's value: an expression, static text, or text with `${…}` expressions in it. */
export function compileSelection(text: string): Selection | Invalid {
  if (/^\$[^{]/.test(text)) return expression(text);
  const parts: (string | Selection)[] = [];
  let end = 0;
  for (const found of text.matchAll(/\$\{([^{}]*)\}/g)) {
    const part = expression(`$${found[1] ?? ""}`);
    if (part.kind === "invalid") return part;
    parts.push(text.slice(end, found.index), part);
    end = found.index + found[0].length;
  }
  if (parts.length === 0) return selection(() => text);
  parts.push(text.slice(end));
  const selections = parts.filter((part) => typeof part !== "string");
  return {
    kind: "selection",
    needsRequestBody: selections.some((part) => part.needsRequestBody),
    read: (facts, answer) =>
      parts.map((part) => (typeof part === "string" ? part : (part.read(facts, answer) ?? ""))).join(""),
  };
}
