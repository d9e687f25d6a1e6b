import { textOf, type JsonObject } from "@private-http-api/terraform-json";
import type { Resource } from "../../plan/planned-resources";
import { whoHasCidr, whoIs } from "../who";
import { grant, type Grant, type Granting, type Read } from "./grants/grant";
import { INTERNET } from "./grants/internet";
import { NETWORKS } from "./grants/networks";
import { SHARING } from "./grants/sharing";
import { SIGN_IN } from "./grants/sign-in";

export type { Grant };

export const GRANTINGS: readonly Granting[] = [...NETWORKS, ...INTERNET, ...SIGN_IN, ...SHARING];

/**
 * By type. An internet gateway, a NAT gateway or an egress-only gateway is not here: it opens nothing until a route leads
 * to it, and that route is reported. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export const GRANTS: Readonly<Record<string, Read>> = Object.assign(
  {},
  ...GRANTINGS.map(({ grants }) => grants),
) as Record<string, Read>;

/** JSON policies of OpenSearch Serverless: `AllowFromPublic` opens a network policy, principals get data. */
export function serverlessGrants({ type, values }: Resource, own: ReadonlySet<string>): readonly Grant[] {
  if (!/^aws_opensearchserverless_(security|access)_policy$/.test(type)) return [];
  const policy = textOf(values["policy"]) ?? "";
  const isPublic = /"AllowFromPublic"\s*:\s*true/.test(policy);
  const principals = [...policy.matchAll(/"(arn:[^"]+|\d{12}|saml\/[^"]+|\*)"/g)]
    .map(([, name]) => name ?? "")
    .filter(() => type.endsWith("access_policy"));
  return [
    ...(isPublic ? grant("network policy lets anyone reach the collection", "anyone") : []),
    ...principals.map((name) => ({ what: `data access for ${name}`, who: whoIs(name, own) })),
  ];
}

/** Routes to networks outside this VPC. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  vpc_peering_connection_id: "peering",
  transit_gateway_id: "transit gateway",
  core_network_arn: "core network",
  local_gateway_id: "local gateway",
  carrier_gateway_id: "carrier gateway",
};

export function routesElsewhere(route: JsonObject): readonly Grant[] {
  const to = [
    "destination_cidr_block",
    "cidr_block",
    "destination_ipv6_cidr_block",
    "ipv6_cidr_block",
    "destination_prefix_list_id",
  ]
    .map((key) => textOf(route[key]))
    .find((text) => text !== undefined);
  const vpn = /^vgw-/.exec(textOf(route["gateway_id"]) ?? "") === null ? [] : [["gateway_id", "VPN gateway"] as const];
  return [...Object.entries(ELSEWHERE), ...vpn].flatMap(([key, what]) => {
    const target = textOf(route[key]);
    if (target === undefined) return [];
    const who = to === undefined ? "unknown" : whoHasCidr(to);
    return [
      {
        what: `route ${to ?? "(unknown)"} to ${what} ${target}`,
        who: who === "this account" ? "another account" : who,
      },
    ];
  });
}
