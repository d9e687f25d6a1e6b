import type { ExchangeFacts } from "./exchange-facts";
import type { AnswerHeaders } from "./forwarding-headers";
import { UserError } from "@private-http-api/cli-kit";
import { compileParameters, type ParameterChange } from "./parameter-mapping";
import { headerText, type AnswerFacts } from "./selection";

/** An answer on its way to the client; header names in lower case. */
export interface ResponseDraft {
  status: number;
  readonly headers: AnswerHeaders;
}

export interface ResponseMapping {
  apply(draft: ResponseDraft, facts: ExchangeFacts, body: Buffer): void;
}

/** Mappings by the integration's status code; `undefined` for a status without one. */
export type ResponseMappings = (status: number) => ResponseMapping | undefined;

function change(draft: ResponseDraft, { key }: ParameterChange, value: string | undefined): void {
  if (key.kind === "statuscode") {
    if (value !== undefined && /^[1-5]\d\d$/.test(value)) draft.status = Number(value);
  } else if (key.kind === "header" && key.action === "remove") {
    Reflect.deleteProperty(draft.headers, key.name);
  } else if (key.kind === "header" && value !== undefined) {
    const before = key.action === "append" ? headerText(draft.headers[key.name]) : undefined;
    draft.headers[key.name] = before === undefined ? value : `${before},${value}`;
  }
}

function compileOne(parameters: Readonly<Record<string, string>>, where: string): ResponseMapping {
  const changes = compileParameters(parameters, "response", where);
  return {
    apply(draft, facts, body) {
      const answer: AnswerFacts = { headers: { ...draft.headers }, body };
      for (const each of changes) change(draft, each, each.value.read(facts, answer));
    },
  };
}

/** Compiles an integration's response parameters. */
export function compileResponseMappings(
  byStatus: Readonly<Record<string, Readonly<Record<string, string>>>>,
  where: string,
): ResponseMappings {
  const mappings = new Map<number, ResponseMapping>();
  for (const [status, parameters] of Object.entries(byStatus)) {
    if (!/^[2-5]\d\d$/.test(status))
      throw new UserError(`${where}: response parameters of \`${status}\`: a status code is 200 to 599`);
    mappings.set(Number(status), compileOne(parameters, `${where}, status ${status}`));
  }
  return (status) => mappings.get(status);
}
