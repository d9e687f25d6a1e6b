import { entryChanges } from "./traffic/entry-changes";
import { listenerRulesOf, type RuleState } from "./traffic/listener-rules";
import { routesOf, type RouteState, unreadRoutes } from "./traffic/routes";
import { servicesOf, type Fact, type ServiceState } from "./traffic/services";
import type { Subject } from "./traffic/subject";
import type { BeforeAndAfter } from "./before-and-after";
import type { TrafficChange } from "./traffic/traffic-change";

export type { TrafficChange };

/** What requests find: routes, rules, and the services behind them. */
export function trafficChanges(sides: BeforeAndAfter): readonly TrafficChange[] {
  return [
    ...routeChanges(sides),
    ...compare("rule", listenerRulesOf(sides.before), listenerRulesOf(sides.after), ruleText, [
      "destination",
      "priority",
    ]),
    ...serviceChanges(sides),
    ...entryChanges(sides),
  ];
}

/** Routes of a body that is not read on one side are reported as one. */
function routeChanges(sides: BeforeAndAfter): readonly TrafficChange[] {
  const unread = unreadRoutes(sides);
  function known(routes: ReadonlyMap<string, RouteState>): ReadonlyMap<string, RouteState> {
    return new Map(
      [...routes].filter(([id]) => !unread.some(({ key }) => id.startsWith(`${key.split("|")[0] ?? ""}|${key}|`))),
    );
  }
  const [before, after] = [known(routesOf(sides.before)), known(routesOf(sides.after))];
  return [
    ...compare("route", before, after, routeText, ["destination", "authorization"]),
    ...unread.map(({ stack, subject, before: was, after: is }): TrafficChange => {
      const change = was === "" ? "+" : is === "" ? "-" : "~";
      return { change, kind: "route", stack, subject, attribute: "routes", before: was, after: is };
    }),
  ];
}

function routeText(route: RouteState): string {
  return `${route.destination}, authorization ${route.authorization}`;
}

function ruleText(rule: RuleState): string {
  return `${rule.destination}, priority ${rule.priority}`;
}

function compare<K extends string, S extends Subject & Readonly<Record<K, string>>>(
  kind: TrafficChange["kind"],
  before: ReadonlyMap<string, S>,
  after: ReadonlyMap<string, S>,
  text: (state: S) => string,
  attributes: readonly K[],
): readonly TrafficChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): readonly TrafficChange[] => {
    const [earlier, later] = [before.get(key), after.get(key)];
    const either = later ?? earlier;
    if (either === undefined) return [];
    const row = { kind, stack: either.stack, subject: either.subject };
    if (later !== undefined && earlier !== undefined) {
      return attributes
        .filter((attribute) => earlier[attribute] !== later[attribute])
        .map((attribute) => ({ ...row, change: "~", attribute, before: earlier[attribute], after: later[attribute] }));
    }
    if (later !== undefined) return [{ ...row, change: "+", attribute: "all", before: "", after: text(later) }];
    return earlier === undefined ? [] : [{ ...row, change: "-", attribute: "all", before: text(earlier), after: "" }];
  });
}

function serviceChanges(sides: BeforeAndAfter): readonly TrafficChange[] {
  const before = servicesOf(sides.before);
  const after = servicesOf(sides.after);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [earlier, later] = [before.get(key), after.get(key)];
    if (earlier !== undefined && later !== undefined) return factChanges(earlier, later);
    if (later !== undefined) return [wholeService("+", later)];
    return earlier === undefined ? [] : [wholeService("-", earlier)];
  });
}

function factChanges(earlier: ServiceState, later: ServiceState): readonly TrafficChange[] {
  return [...new Set([...earlier.facts.keys(), ...later.facts.keys()])].flatMap(
    (attribute): readonly TrafficChange[] => {
      const [was, is] = [earlier.facts.get(attribute), later.facts.get(attribute)];
      if (was?.value === is?.value) return [];
      return [
        {
          kind: "service",
          stack: later.stack,
          subject: later.subject,
          attribute,
          change: was === undefined ? "+" : is === undefined ? "-" : "~",
          before: factText(was, "(set)"),
          after:
            was?.instead !== undefined && is?.instead !== undefined
              ? MAY_DIFFER
              : factText(is, was === undefined ? "(set)" : "(another value)"),
        },
      ];
    },
  );
}

const MAY_DIFFER = "(sensitive, may have changed)";

function wholeService(change: "+" | "-", { stack, subject, facts }: ServiceState): TrafficChange {
  return {
    change,
    stack,
    kind: "service",
    subject,
    attribute: "all",
    before: change === "-" ? factsText(facts) : "",
    after: change === "+" ? factsText(facts) : "",
  };
}

/** All that a service is, secrets and environment by their keys. */
function factsText(facts: ServiceState["facts"]): string {
  return [...facts].map(([name, fact]) => (fact.secret ? name : `${name} ${factText(fact, "")}`)).join(", ");
}

function factText(fact: Fact | undefined, secret: string): string {
  if (fact === undefined) return "";
  return fact.secret ? secret : (fact.instead ?? fact.value);
}
