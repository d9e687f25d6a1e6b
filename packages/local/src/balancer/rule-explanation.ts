import type { BackendRequest, Considered } from "../gateway/backend";
import { type AlbListener, conditionsText, type RuleCondition } from "@private-http-api/topology";
import { compileCondition } from "./conditions";

/** Whether each rule of a listener matches a request, and why not; rules after the first match are not evaluated. */
export function explainRules(listener: AlbListener, request: BackendRequest): readonly Considered[] {
  let decided: string | undefined;
  const rules = listener.rules.map(({ address, priority, conditions }): Considered => {
    const name = priority === undefined ? address : `${address} (priority ${priority})`;
    if (decided !== undefined) return { name, matched: false, why: `not evaluated: ${decided} comes first` };
    const failed = conditions.find((condition) => !compileCondition(condition)(request));
    if (failed !== undefined) return { name, matched: false, why: mismatch(failed, request) };
    decided = address;
    return { name, matched: true, why: conditionsText(conditions) };
  });
  const name = `default action of ${listener.address}`;
  const last =
    decided === undefined
      ? { name, matched: true, why: "no rule matches" }
      : { name, matched: false, why: `not evaluated: ${decided} comes first` };
  return [...rules, last];
}

function mismatch(condition: RuleCondition, request: BackendRequest): string {
  return `${seen(condition, request)} does not match ${conditionsText([condition])}`;
}

function seen(condition: RuleCondition, { method, path, query, headers, sourceIp }: BackendRequest): string {
  switch (condition.field) {
    case "host-header":
      return `the host \`${headers.host ?? ""}\``;
    case "path-pattern":
      return `the path \`${path}\``;
    case "http-request-method":
      return `the method ${method}`;
    case "http-header": {
      const value = headers[condition.name.toLowerCase()];
      return value === undefined ? `no header ${condition.name}` : `the header ${condition.name}: ${String(value)}`;
    }
    case "query-string":
      return query === "" ? "an empty query string" : `the query string \`?${query}\``;
    case "source-ip":
      return `the address ${sourceIp}`;
  }
}
