import { blocksOf, textOf, textsOf, type Json } from "@private-http-api/terraform-json";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";
import type { Who } from "../who";
import { openingsOf } from "./openings";
import { whoConnects } from "./private-link";
import { actionsOf, actionText, typeOf } from "../traffic/actions";

/** One thing that a door lets pass, or that widens it. It says something only where the door was there before. */
export interface Accepted {
  /** The same on both sides of a change. */
  readonly key: string;
  readonly what: string;
  /** What takes everything of a kind covers what takes some. */
  readonly kind: string;
  readonly everything?: true;
  /** Who passes by it. */
  readonly who: Who;
  /** Known to open nothing. */
  readonly harmless?: boolean;
}

/** Whom, and what, a resource accepts. */
export function acceptedBy(
  resource: Resource,
  planned: PlannedResources,
  own: ReadonlySet<string>,
): readonly Accepted[] {
  const { type, values } = resource;
  switch (type) {
    case "aws_apigatewayv2_route":
    case "aws_api_gateway_method":
      return ofRoute(resource, planned);
    case "aws_apigatewayv2_authorizer":
    case "aws_api_gateway_authorizer": {
      const jwt = blocksOf(values["jwt_configuration"]);
      return [
        ...jwt.flatMap((block) => texts("issuer", "accepts tokens of issuer", block["issuer"])),
        ...jwt.flatMap((block) => texts("audience", "accepts tokens for audience", block["audience"])),
        ...named(resource, values["authorizer_uri"], planned, "accepts what passes the function"),
        ...texts("pool", "accepts tokens of user pool", values["provider_arns"]),
      ];
    }
    case "aws_vpc_endpoint_service":
      return connections(resource, planned, own);
    case "aws_lb_listener":
    case "aws_alb_listener":
      return logins(values["default_action"]);
    case "aws_lb_listener_rule":
    case "aws_alb_listener_rule":
      return logins(values["action"]);
    case "aws_route_table_association":
    case "aws_main_route_table_association":
      return named(resource, values["route_table_id"], planned, "follows the routes of").map((table) => ({
        ...table,
        harmless: isPrivate(resource, planned),
      }));
    default:
      return memberships(resource, planned);
  }
}

function texts(kind: string, what: string, value: Json | undefined): readonly Accepted[] {
  return textsOf(value).map((text) => ({ key: text, kind, what: `${what} ${text}`, who: "another account" }));
}

function named(
  resource: Resource,
  value: Json | undefined,
  planned: PlannedResources,
  what: string,
): readonly Accepted[] {
  return textsOf(value).map((text) => {
    const known = planned.resolve(resource, text);
    const name = known === undefined ? text : planned.nameOf(known);
    return {
      key: known === undefined ? text : identityOf(known),
      kind: what,
      what: `${what} ${name}`,
      who: known === undefined ? "unknown" : "this plan",
    };
  });
}

/** Whether the plans know a route table, and that it leads to no internet gateway. */
function isPrivate(association: Resource, planned: PlannedResources): boolean {
  const table = planned.resolve(association, association.values["route_table_id"], ...TABLES);
  if (table === undefined) return false;
  const routes = planned
    .ofType("aws_route")
    .filter((route) => planned.resolve(route, route.values["route_table_id"], ...TABLES) === table);
  return [table, ...routes].every((entry) => openingsOf(entry, planned).length === 0);
}

const TABLES = ["aws_route_table", "aws_default_route_table"];

/** A token needs one of the scopes; any token will do where there are none. */
function ofRoute(route: Resource, planned: PlannedResources): readonly Accepted[] {
  const { values } = route;
  const type = textOf(values["authorization_type"]) ?? textOf(values["authorization"]) ?? "NONE";
  // Open to everyone: reported as an opening of its own.
  if (type === "NONE") return [{ key: "NONE", kind: "authorizer", what: "", who: "anyone", everything: true }];
  const scopes = textsOf(values["authorization_scopes"]);
  const by = named(route, values["authorizer_id"], planned, "accepts what passes authorizer");
  return [
    ...(by.length > 0 ? by : [{ key: type, what: `accepts what passes ${type}`, who: "this account" as const }]).map(
      (entry) => ({
        ...entry,
        kind: "authorizer",
      }),
    ),
    ...(scopes.length === 0
      ? [
          {
            key: "",
            kind: "scope",
            what: "accepts tokens of any scope",
            who: "another account" as const,
            everything: true as const,
          },
        ]
      : texts("scope", "accepts tokens with scope", scopes)),
  ];
}

/** Connections by PrivateLink: of whoever is admitted, asked for or not. Principals may be admitted elsewhere. */
function connections(service: Resource, planned: PlannedResources, own: ReadonlySet<string>): readonly Accepted[] {
  const known = whoConnects(service, planned, own);
  const isSilent = known === "this account" && service.values["allowed_principals"] === undefined;
  const common = { kind: "acceptance", who: isSilent ? ("unknown" as const) : known };
  return service.values["acceptance_required"] === false
    ? [{ ...common, key: "off", what: "acceptance_required is off: connections need no acceptance", everything: true }]
    : [{ ...common, key: "asked", what: "" }];
}

/** Logins that a load balancer asks for. */
function logins(actions: Json | undefined): readonly Accepted[] {
  const asked = actionsOf(actions).filter(
    (action) => /^authenticate-|^jwt-/.test(typeOf(action)) && !actionText(action).includes("otherwise allow"),
  );
  if (asked.length === 0)
    return [{ key: "", kind: "login", what: "accepts requests without a login", who: "anyone", everything: true }];
  return asked
    .map(actionText)
    .map((text) => ({ key: text, kind: "login", what: `accepts requests after ${text}`, who: "unknown" as const }));
}

const GROUPS = /^(vpc_)?security_group(s|_ids)$/;

/** Security groups that something is in, by whatever attribute or block it says so. */
function memberships(resource: Resource, planned: PlannedResources): readonly Accepted[] {
  if (resource.type.includes("security_group")) return [];
  return [resource.values, ...Object.values(resource.values).flatMap(blocksOf)].flatMap((block) =>
    Object.entries(block)
      .filter(([key]) => GROUPS.test(key))
      .flatMap(([, value]) => named(resource, value, planned, "is in security group")),
  );
}
