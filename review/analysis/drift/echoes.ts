import { blocksOf, textOf, type JsonObject } from "../../plan/json";
import type { ResourceChange } from "../../plan/stack-plan";
import type { Resource } from "../../plan/world";
import { rulesOf, type Rule } from "../network/rules";
import type { Worlds } from "../worlds";

/** Attributes in which AWS shows what other resources, or the service itself, did: nobody's hand. */
const ECHOES: Readonly<Record<string, readonly string[]>> = {
  aws_apigatewayv2_stage: ["deployment_id"],
  aws_autoscaling_group: ["desired_capacity"],
  aws_eip: ["association_id", "instance", "network_interface", "private_dns", "private_ip", "public_dns"],
  aws_iam_role: ["inline_policy", "managed_policy_arns"],
  aws_lb_target_group: ["load_balancer_arns"],
  aws_route_table: ["propagating_vgws"],
  aws_s3_bucket: ["policy", "versioning", "server_side_encryption_configuration", "lifecycle_rule", "logging"],
  aws_vpc_endpoint: ["network_interface_ids", "subnet_configuration"],
};

/** A list's entries that nobody manages, and those of it that are missing. */
export interface ListDrift {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** Whether a drifted attribute is AWS's or the service's to write. */
export const isEcho = ({ type }: ResourceChange, attribute: string): boolean =>
  ECHOES[type]?.includes(attribute) === true;

/** What drifted in a list that also shows what resources of their own state; undefined for other attributes. */
export const listDrift = (change: ResourceChange, attribute: string, worlds: Worlds): ListDrift | undefined => {
  const keysOf = readerOf(change.type, attribute, worlds);
  if (keysOf === undefined) return undefined;
  const sideOf = (values: JsonObject | undefined): readonly string[] =>
    keysOf({ stack: change.stack, address: change.address, type: change.type, values: values ?? {}, change });
  const [before, after] = [sideOf(change.before), sideOf(change.after)];
  const managed = new Set(
    worlds.before.resources
      .filter(({ stack, type }) => stack === change.stack && type !== change.type && MANAGERS.test(type))
      .flatMap(keysOf),
  );
  return {
    gone: before.filter((key) => !after.includes(key)),
    come: after.filter((key) => !before.includes(key) && !managed.has(key)),
  };
};

/** Resources that state one entry of another resource's list. */
const MANAGERS = /^aws_(route|security_group_rule|vpc_security_group_(in|e)gress_rule)$/;

/** Reads the entries of a list, from the resource that shows them all and from those that manage one each. */
const readerOf = (
  type: string,
  attribute: string,
  worlds: Worlds,
): ((resource: Resource) => readonly string[]) | undefined => {
  const isRules = type === "aws_security_group" && (attribute === "ingress" || attribute === "egress");
  if (isRules) {
    return (resource) =>
      rulesOf(resource, worlds.before)
        .filter(({ direction }) => direction === attribute)
        .map(ruleText);
  }
  if (type !== "aws_route_table" || attribute !== "route") return undefined;
  return ({ type: of, values }) => {
    if (of === "aws_route_table")
      return blocksOf(values["route"]).map((route) => routeKey(textOf(values["id"]), route));
    return of === "aws_route" ? [routeKey(textOf(values["route_table_id"]), values)] : [];
  };
};

const routeKey = (table: string | undefined, route: JsonObject): string => {
  const first = (...keys: readonly string[]): string => keys.map((key) => textOf(route[key])).find(Boolean) ?? "";
  const to = first(
    "cidr_block",
    "destination_cidr_block",
    "ipv6_cidr_block",
    "destination_ipv6_cidr_block",
    "destination_prefix_list_id",
  );
  const by = first("gateway_id", "nat_gateway_id", "vpc_endpoint_id", "transit_gateway_id", "network_interface_id");
  return `${table ?? "(unknown table)"}: ${to} by ${by}`;
};

const ruleText = ({ group, protocol, ports, peer }: Rule): string =>
  `${group.name}: ${protocol} ${ports} ${peer.name}`;
