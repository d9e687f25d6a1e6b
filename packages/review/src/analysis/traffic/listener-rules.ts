import { isObject, listOf, textOf, textsOf, type Json } from "@private-http-api/terraform-json";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";
import { isAmbiguous } from "../../plan/unknown-names";
import { Destinations, LISTENER_RULES, LISTENERS } from "./destinations";
import type { Subject } from "./subject";

/** Which place a rule has among its listener's, and where it sends requests. */
export interface RuleState extends Subject {
  readonly destination: string;
  readonly priority: string;
}

/** Rules of listeners and their default actions, by listener and conditions. */
export function listenerRulesOf(planned: PlannedResources): ReadonlyMap<string, RuleState> {
  const destinations = new Destinations(planned);
  const listeners = planned.ofType(...LISTENERS);
  function entry(owner: Listener, stack: string, conditions: string, state: Omit<RuleState, keyof Subject>) {
    return [
      `${stack}|${owner.key}|${conditions}`,
      { stack, subject: `${owner.name} ${conditions}`.trim(), ...state },
    ] as const;
  }
  function ruleEntry(rule: Resource, owner: Listener) {
    return entry(owner, rule.stack, conditionsOf(rule), {
      destination: destinations.ofAction(rule, rule.values["action"]),
      priority: textOf(rule.values["priority"]) ?? "(by AWS)",
    });
  }
  const ofManaged = listeners.flatMap((listener) => {
    const owner = listenerOf(listener, planned);
    const destination = destinations.ofAction(listener, listener.values["default_action"]);
    return [
      ...destinations.rulesOf(listener).map((rule) => ruleEntry(rule, owner)),
      entry(owner, listener.stack, "otherwise", { destination, priority: "last" }),
    ];
  });
  // A listener that a data source reads, or that no plan knows.
  const ofOthers = planned.ofType(...LISTENER_RULES).flatMap((rule) => {
    const arn = rule.values["listener_arn"];
    const listener = planned.resolve(rule, arn, ...LISTENERS);
    if (listener !== undefined && listeners.includes(listener)) return [];
    return [
      ruleEntry(rule, listener === undefined ? unknownListener(rule, textOf(arn)) : listenerOf(listener, planned)),
    ];
  });
  return new Map([...ofManaged, ...ofOthers]);
}

interface Listener {
  readonly key: string;
  readonly name: string;
}

/** What is known after apply may be a different listener for each rule. */
function unknownListener({ address }: Resource, arn: string | undefined): Listener {
  const name = arn ?? "(unknown listener)";
  return { key: arn === undefined || isAmbiguous(arn, address) ? `${name} ${address}` : name, name };
}

/** The port is part of a listener's identity: on another one it answers other requests. */
function listenerOf(listener: Resource, planned: PlannedResources): Listener {
  const port = `${textOf(listener.values["protocol"]) ?? ""}:${textOf(listener.values["port"]) ?? ""}`;
  return { key: `${identityOf(listener)} ${port}`, name: `${planned.nameOf(listener)} ${port}` };
}

/** Conditions in an order of their own; one that the plan does not show is said to be there. */
export function conditionsOf(rule: Resource): string {
  return listOf(rule.values["condition"])
    .flatMap((condition) =>
      isObject(condition)
        ? Object.entries(condition).flatMap(([kind, blocks]) =>
            listOf(blocks).map((block) => conditionText(kind, block)),
          )
        : `condition ${textOf(condition) ?? ""}`.trimEnd(),
    )
    .filter((text) => text !== "")
    .sort()
    .join(" and ");
}

const KINDS: Readonly<Record<string, string>> = {
  path_pattern: "path",
  host_header: "host",
  http_request_method: "method",
  source_ip: "source",
};

function conditionText(kind: string, block: Json): string {
  if (!isObject(block)) return typeof block === "string" ? `${KINDS[kind] ?? kind} ${block}` : "";
  if (kind === "query_string") return `query ${textOf(block["key"]) ?? ""}=${textOf(block["value"]) ?? ""}`;
  const values = textsOf(block["values"]);
  if (values.length === 0) return "";
  const header = textOf(block["http_header_name"]);
  return `${header === undefined ? (KINDS[kind] ?? kind) : `header ${header}`} ${[...values].sort().join(", ")}`;
}
