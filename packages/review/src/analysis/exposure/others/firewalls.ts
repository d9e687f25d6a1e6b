import { blocksOf, textOf, textsOf, type JsonObject } from "@private-http-api/terraform-json";
import { whoHasCidr, type Who } from "../../who";
import type { Grant } from "../grants/grant";
import type { Reader } from "./reader";

/** Rules that let packets in. */
export const FIREWALLS: readonly Reader[] = [
  {
    types: /^google_compute_firewall$/,
    source: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_firewall",
    read: (values) => {
      if (values["direction"] === "EGRESS" || values["disabled"] === true) return [];
      const sources = textsOf(values["source_ranges"]);
      const isByTag = ["source_tags", "source_service_accounts"].some((key) => textsOf(values[key]).length > 0);
      return blocksOf(values["allow"]).flatMap((allow) =>
        lets(sources.length === 0 && !isByTag ? ["0.0.0.0/0"] : sources, allow, "ports"),
      );
    },
  },
  {
    types: /^azurerm_network_security_(rule|group)$/,
    source: "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/network_security_rule",
    read: (values) =>
      [values, ...blocksOf(values["security_rule"])]
        .filter(({ access, direction }) => access === "Allow" && direction === "Inbound")
        .flatMap((rule) =>
          lets(
            [...textsOf(rule["source_address_prefix"]), ...textsOf(rule["source_address_prefixes"])],
            rule,
            ...["destination_port_range", "destination_port_ranges"],
          ),
        ),
  },
  {
    types: /^azurerm_\w+_firewall_rule$/,
    source: "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/mssql_firewall_rule",
    read: (values) => {
      const [first, last] = [textOf(values["start_ip_address"]), textOf(values["end_ip_address"])];
      if (first === undefined || last === undefined) return [];
      // From 0.0.0.0 to 0.0.0.0 stands for Azure's services, of any customer.
      const who = first === "0.0.0.0" && last !== first ? "anyone" : first === last ? "another account" : "unknown";
      return [{ what: `lets in ${first} to ${last}`, who }];
    },
  },
  {
    types: /^openstack_networking_secgroup_rule_v2$/,
    source:
      "https://registry.terraform.io/providers/terraform-provider-openstack/openstack/latest/docs/resources/networking_secgroup_rule_v2",
    read: (values) => {
      if (values["direction"] !== "ingress" || textOf(values["remote_group_id"])) return [];
      const everyone = values["ethertype"] === "IPv6" ? "::/0" : "0.0.0.0/0";
      return lets([textOf(values["remote_ip_prefix"]) || everyone], values, "port_range_min", "port_range_max");
    },
  },
];

function lets(sources: readonly string[], rule: JsonObject, ...ports: readonly string[]): readonly Grant[] {
  const to = ports.flatMap((key) => textsOf(rule[key]));
  const door = `${textOf(rule["protocol"]) ?? "all"} ${[...new Set(to)].join(", ") || "*"}`;
  return sources.flatMap((source) => {
    const who = whoComesFrom(source);
    return who === undefined ? [] : [{ what: `${door} from ${EVERYONE.test(source) ? "0.0.0.0/0" : source}`, who }];
  });
}

/** Azure's names for every address. */
const EVERYONE = /^(\*|any|internet)$/i;

/** Azure's names for what is inside the network. */
const INSIDE = /^(virtualnetwork|azureloadbalancer)$/i;

function whoComesFrom(source: string): Who | undefined {
  if (INSIDE.test(source)) return undefined;
  if (EVERYONE.test(source)) return "anyone";
  return whoHasCidr(source);
}
