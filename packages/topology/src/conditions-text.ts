import type { RuleCondition } from "./backends";

/** The conditions of a listener rule in words: `/carts, /carts/* and x-tenant: acme`. */
export function conditionsText(conditions: readonly RuleCondition[]): string {
  return conditions.map(text).join(" and ");
}

function text(condition: RuleCondition): string {
  switch (condition.field) {
    case "query-string":
      return condition.pairs.map(({ key, value }) => `?${key ?? "*"}=${value}`).join(" ");
    case "http-header":
      return `${condition.name}: ${condition.values.join(", ")}`;
    default:
      return condition.values.join(", ");
  }
}
