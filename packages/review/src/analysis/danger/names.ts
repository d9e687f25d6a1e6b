import { blocksOf, textOf, textsOf, type JsonObject } from "@private-http-api/terraform-json";
import type { ResourceChange } from "../../plan/stack-plan";
import type { PlannedResources } from "../../plan/planned-resources";
import type { Danger } from "./danger";
import type { BeforeAndAfter } from "../before-and-after";
import { oncePer } from "../../plan/once-per";

/** Types of records, by what they hold: of Azure, each has a type of its own. */
const RECORDS =
  /^(aws_route53_record|google_dns_record_set|(cloudflare|cloudflare_dns|digitalocean)_record|azurerm_(private_)?dns_(a|aaaa|cname|mx|ns|srv)_record)$/;

/** Attributes with the targets. */
const TARGETS = ["records", "rrdatas", "content", "value", "record", "target_resource_id"];

/** Records that hold the target of a name, unlike TXT. */
const LEADING = ["A", "AAAA", "CNAME", "NS", "MX", "SRV", "HTTPS"];

/** Names that lead elsewhere after a change. What this plan creates or contains is its own; anything else needs a look. */
export function movedNames(change: ResourceChange, sides: BeforeAndAfter): readonly Danger[] {
  const { type, before, after, stack, address } = change;
  if (!RECORDS.test(type) || before === undefined || after === undefined) return [];
  if (!LEADING.includes(textOf(after["type"]) ?? "CNAME")) return [];
  const [was, is] = [targetsOf(before), targetsOf(after)];
  const added = is.filter((target) => !was.includes(target));
  if (added.length === 0) return [];
  const known = valuesOf(sides.after);
  return [
    {
      stack,
      address,
      what: "changed",
      holds: "traffic",
      level: "interrupts traffic",
      approval: added.some((target) => !target.includes("${") && !known.has(target.toLowerCase())),
      never: false,
      because: `leads to ${was.join(", ") || "none"} → ${is.join(", ")}`,
      downtime: "clients of the name go there as soon as resolvers drop the cached answer",
    },
  ];
}

function targetsOf(values: JsonObject): readonly string[] {
  return [
    ...TARGETS.flatMap((key) => textsOf(values[key])),
    ...blocksOf(values["alias"]).flatMap((block) => textsOf(block["name"])),
  ].sort();
}

/** Host names and addresses that resources of the plans have. */
const valuesOf = oncePer(
  (planned: PlannedResources): ReadonlySet<string> =>
    new Set(
      planned.resources
        .filter(({ type }) => !RECORDS.test(type))
        .flatMap(({ values: own }) => Object.values(own).filter((value) => typeof value === "string"))
        .map((value) => value.toLowerCase()),
    ),
);
