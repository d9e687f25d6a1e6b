import { narrowestOf, widest, type Who } from "../who";
import { conditionTest } from "./conditions";
import { coveredBy } from "./covers";
import { OF_NETWORK, whoOf } from "./grades";
import type { Statement } from "./statement";

/**
 * Whom a denial of everyone leaves: where it denies what is not so (`StringNotEquals`), those of whom it is so. undefined
 * where it tells nothing of them.
 * @param inNetworks who the callers from a named endpoint or VPC are
 */
export function exceptionsOf(statement: Statement, own: ReadonlySet<string>, inNetworks: Who): Who | undefined {
  const { effect, principal, tests } = statement;
  const isOfAll = !principal.not && principal.values.some((value) => value === "AWS:*");
  if (effect !== "Deny" || !isOfAll || tests.length === 0) return undefined;
  // A request without the key passes ForAnyValue.
  if (tests.some(({ operator, set }) => !operator.includes("not") || set === "any")) return undefined;
  return widest(
    tests.map(({ operator, key, values }) =>
      OF_NETWORK.test(key)
        ? inNetworks
        : whoOf({ ...statement, tests: [conditionTest(operator.replace("not", ""), key, values)] }, own),
    ),
  );
}

/**
 * Who gains by a denial that goes: no more than those whom denials of the same that stay, or come, leave. Whose an endpoint
 * or a VPC is that they name is not known.
 */
export function gainsBeside(who: Who, gone: Statement, after: readonly Statement[], own: ReadonlySet<string>): Who {
  return narrowestOf([who, ...limitsBeside(gone, after, own, "unknown")]);
}

/** Who gains by an Allow: no more than those whom denials of the same beside it leave. */
export function reachesBeside(who: Who, allow: Statement, beside: readonly Statement[], own: ReadonlySet<string>): Who {
  return narrowestOf([who, ...limitsBeside({ ...allow, effect: "Deny" }, beside, own, "this account")]);
}

function limitsBeside(
  denied: Statement,
  beside: readonly Statement[],
  own: ReadonlySet<string>,
  inNetworks: Who,
): readonly Who[] {
  const anywhere = { ...denied, tests: [], conditions: [] };
  return beside
    .filter((each) => each.effect === "Deny" && coveredBy(anywhere, [{ ...each, tests: [], conditions: [] }]))
    .flatMap((each) => exceptionsOf(each, own, inNetworks) ?? []);
}
