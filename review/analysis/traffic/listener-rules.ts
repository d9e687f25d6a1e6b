import { blocksOf, isObject, listOf, textOf, textsOf, type JsonObject } from "../../plan/json";
import type { Resource, World } from "../../plan/world";
import { nameOf } from "../labels";
import { Destinations } from "./destinations";

/** Which place a rule has among its listener's, and where it sends requests. */
export interface RuleState {
  readonly destination: string;
  readonly priority: string;
}

/** Rules of listeners and their default actions: `<stack>|<listener>|<conditions>` → what is done. */
export const listenerRulesOf = (world: World): ReadonlyMap<string, RuleState> => {
  const destinations = new Destinations(world);
  const listeners = world.ofType("aws_lb_listener", "aws_alb_listener");
  const entries = listeners.flatMap((listener) => {
    const key = (conditions: string): string => [listener.stack, listenerName(listener), conditions].join("|");
    const rules = destinations.rulesOf(listener).map((rule): [string, RuleState] => [
      key(conditionsOf(rule)),
      {
        destination: destinations.ofAction(rule, rule.values["action"]),
        priority: textOf(rule.values["priority"]) ?? "(by AWS)",
      },
    ]);
    const otherwise = destinations.ofAction(listener, listener.values["default_action"]);
    return [...rules, [key("otherwise"), { destination: otherwise, priority: "last" }] as [string, RuleState]];
  });
  return new Map(entries);
};

const listenerName = (listener: Resource): string =>
  `${nameOf(listener)} ${textOf(listener.values["protocol"]) ?? ""}:${textOf(listener.values["port"]) ?? ""}`;

const conditionsOf = (rule: Resource): string =>
  blocksOf(rule.values["condition"])
    .flatMap((condition) =>
      Object.entries(condition).flatMap(([kind, blocks]) =>
        listOf(blocks)
          .filter(isObject)
          .map((block) => conditionText(kind, block)),
      ),
    )
    .filter((text) => text !== "")
    .sort()
    .join(" and ");

const KINDS: Readonly<Record<string, string>> = {
  path_pattern: "path",
  host_header: "host",
  http_request_method: "method",
  source_ip: "source",
};

const conditionText = (kind: string, block: JsonObject): string => {
  if (kind === "query_string") return `query ${textOf(block["key"]) ?? ""}=${textOf(block["value"]) ?? ""}`;
  const values = textsOf(block["values"]);
  if (values.length === 0) return "";
  const header = textOf(block["http_header_name"]);
  return `${header === undefined ? (KINDS[kind] ?? kind) : `header ${header}`} ${[...values].sort().join(", ")}`;
};
