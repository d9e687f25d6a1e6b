import { listenerRulesOf, type RuleState } from "./traffic/listener-rules";
import { routesOf, type RouteState } from "./traffic/routes";
import { servicesOf, type Fact, type ServiceFacts } from "./traffic/services";
import type { Worlds } from "./worlds";

export interface TrafficChange {
  /** `~` is a change of what stays. */
  readonly change: "+" | "-" | "~";
  readonly stack: string;
  /** `route`: of an HTTP API; `rule`: of a load balancer's listener; `service`: of an ECS service. */
  readonly kind: "route" | "rule" | "service";
  /** The route key, the listener with the rule's conditions, or the service. */
  readonly subject: string;
  /** What of it: `destination`, `authorization`, `priority`, `image`, `cpu`, `environment LOG_LEVEL`. */
  readonly attribute: string;
  /** Empty where there was nothing. */
  readonly before: string;
  /** Empty where there is nothing any more. */
  readonly after: string;
}

/** What requests find: routes, rules, and the services behind them. */
export const trafficChanges = (worlds: Worlds): readonly TrafficChange[] => [
  ...compare("route", routesOf(worlds.before), routesOf(worlds.after), routeText, ["destination", "authorization"]),
  ...compare("rule", listenerRulesOf(worlds.before), listenerRulesOf(worlds.after), ruleText, [
    "destination",
    "priority",
  ]),
  ...serviceChanges(worlds),
];

const routeText = (route: RouteState): string => `${route.destination}, authorization ${route.authorization}`;

const ruleText = (rule: RuleState): string => `${rule.destination}, priority ${rule.priority}`;

const compare = <K extends string, S extends Readonly<Record<K, string>>>(
  kind: TrafficChange["kind"],
  before: ReadonlyMap<string, S>,
  after: ReadonlyMap<string, S>,
  text: (state: S) => string,
  attributes: readonly K[],
): readonly TrafficChange[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((key): readonly TrafficChange[] => {
    const [earlier, later] = [before.get(key), after.get(key)];
    const row = { kind, stack: stackOf(key), subject: subjectOf(key) };
    if (later !== undefined && earlier !== undefined) {
      return attributes
        .filter((attribute) => earlier[attribute] !== later[attribute])
        .map((attribute) => ({ ...row, change: "~", attribute, before: earlier[attribute], after: later[attribute] }));
    }
    if (later !== undefined) return [{ ...row, change: "+", attribute: "all", before: "", after: text(later) }];
    return earlier === undefined ? [] : [{ ...row, change: "-", attribute: "all", before: text(earlier), after: "" }];
  });

const stackOf = (key: string): string => key.split("|")[0] ?? "";

/** `<stack>|<listener>|<conditions>` as `<listener> <conditions>`. */
const subjectOf = (key: string): string => {
  const [, owner, ...rest] = key.split("|");
  return `${owner ?? ""} ${rest.join("|")}`.trim();
};

const serviceChanges = (worlds: Worlds): readonly TrafficChange[] => {
  const before = servicesOf(worlds.before);
  const after = servicesOf(worlds.after);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [earlier, later] = [before.get(key), after.get(key)];
    if (earlier === undefined || later === undefined) return wholeService(key, earlier, later);
    const facts = new Set([...earlier.keys(), ...later.keys()]);
    return [...facts].flatMap((attribute): readonly TrafficChange[] => {
      const [was, is] = [earlier.get(attribute), later.get(attribute)];
      if (was?.value === is?.value) return [];
      const change = was === undefined ? "+" : is === undefined ? "-" : "~";
      const row = { kind: "service" as const, stack: stackOf(key), subject: subjectOf(key), attribute };
      return [
        {
          ...row,
          change,
          before: factText(was, "set"),
          after: factText(is, was === undefined ? "set" : "another value"),
        },
      ];
    });
  });
};

const wholeService = (
  key: string,
  before: ServiceFacts | undefined,
  after: ServiceFacts | undefined,
): readonly TrafficChange[] => [
  {
    change: before === undefined ? "+" : "-",
    stack: stackOf(key),
    kind: "service",
    subject: subjectOf(key),
    attribute: "all",
    before: before === undefined ? "" : factsText(before),
    after: after === undefined ? "" : factsText(after),
  },
];

/** All that a service is, secrets and environment by their keys. */
const factsText = (facts: ServiceFacts): string =>
  [...facts].map(([name, fact]) => (fact.secret ? name : `${name} ${fact.value}`)).join(", ");

const factText = (fact: Fact | undefined, instead: string): string => {
  if (fact === undefined) return "";
  return fact.secret ? `(${instead})` : fact.value;
};
