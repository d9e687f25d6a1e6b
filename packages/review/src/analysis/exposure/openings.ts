import {
  blocksOf,
  objectOf,
  textOf,
  textsOf,
  UNKNOWN,
  type Json,
  type JsonObject,
} from "@private-http-api/terraform-json";
import type { Resource, PlannedResources } from "../../plan/planned-resources";
import { whoHasCidr, type Who } from "../who";
import type { Grant } from "./grants";
import { SHARED_DOCUMENTS, sharesDocuments } from "./guards";
import { aclRulesOf } from "./network-acl";

const PUBLIC_ACCESS_FLAGS = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
];

/** What a resource opens by being there; the addresses in it say for whom. */
export function openingsOf(resource: Resource, planned: PlannedResources): readonly Grant[] {
  return openingsOfType(resource, resource.values, planned).map((what) => ({ what, who: whoBy(what) }));
}

function whoBy(what: string): Who {
  const cidr = /(?:from )?([\da-f:.]+\/\d+)(?: in the prefix list)?$/.exec(what)?.[1];
  return cidr === undefined || /^(route|bucket)/.test(what) ? "anyone" : whoHasCidr(cidr);
}

function openingsOfType(resource: Resource, values: JsonObject, planned: PlannedResources): readonly string[] {
  switch (resource.type) {
    case "aws_lb":
    case "aws_alb":
    case "aws_elb":
      // A gateway load balancer has no address of its own: its endpoints hand it packets.
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html
      return values["internal"] === true || values["load_balancer_type"] === "gateway"
        ? []
        : ["load balancer reachable from the internet"];
    case "aws_eip":
      return ["public IP"];
    case "aws_route":
      return isInternetGateway(resource, values, planned) ? [internetRoute(values)] : [];
    case "aws_route_table":
    case "aws_default_route_table":
      return blocksOf(values["route"])
        .filter((route) => isInternetGateway(resource, route, planned))
        .map(internetRoute);
    case "aws_s3_bucket_public_access_block":
    case "aws_s3_account_public_access_block":
      return PUBLIC_ACCESS_FLAGS.filter((flag) => values[flag] !== true).map((flag) => `public access: ${flag} is off`);
    case "aws_s3_bucket":
    case "aws_s3_object":
    case "aws_s3_bucket_object":
    case "aws_s3_object_copy":
      return grantsToAnyone(values["acl"], values["grant"]);
    case "aws_s3_bucket_acl":
      return grantsToAnyone(
        values["acl"],
        blocksOf(values["access_control_policy"]).flatMap((policy) => blocksOf(policy["grant"])),
      );
    case "aws_eks_cluster":
      return blocksOf(values["vpc_config"]).flatMap(kubernetesOpenings);
    case "aws_ec2_managed_prefix_list":
      return blocksOf(values["entry"]).map(inPrefixList);
    case "aws_ec2_managed_prefix_list_entry":
      return [inPrefixList(values)];
    case "aws_network_acl":
    case "aws_default_network_acl":
    case "aws_network_acl_rule":
      return aclRulesOf(resource)
        .filter(({ allows }) => allows)
        .map(({ text }) => `network ACL lets in ${text}`);
    case "aws_apigatewayv2_route":
      return authorizationOf(values) === "NONE" ? [`${textOf(values["route_key"]) ?? ""} without authorization`] : [];
    case "aws_api_gateway_method":
      return textOf(values["authorization"]) === "NONE"
        ? [`${textOf(values["http_method"]) ?? "method"} without authorization`]
        : [];
    case "aws_lambda_function_url":
      return textOf(values["authorization_type"]) === "NONE" ? ["function URL without authorization"] : [];
    case "aws_ssm_service_setting":
      return sharesDocuments(resource) === true ? [SHARED_DOCUMENTS] : [];
    case "aws_apigatewayv2_api":
      return apiOpenings(values);
    default:
      return [];
  }
}

function inPrefixList(entry: JsonObject): string {
  return `${textOf(entry["cidr"]) ?? UNKNOWN} in the prefix list`;
}

const ANYONE = /global\/(AllUsers|AuthenticatedUsers)$/;

/** What a bucket's access control lists give to everyone, or to every AWS account. */
function grantsToAnyone(acl: Json | undefined, grants: Json | undefined): readonly string[] {
  const canned = textOf(acl) ?? "";
  const granted = blocksOf(grants).flatMap((grant) => {
    const uri = [grant, ...blocksOf(grant["grantee"])].flatMap((block) => textsOf(block["uri"]))[0];
    const group = ANYONE.exec(uri ?? "")?.[1];
    const permissions = [...textsOf(grant["permission"]), ...textsOf(grant["permissions"])].join(", ");
    return group === undefined ? [] : [`bucket ACL gives ${permissions} to ${group}`];
  });
  return [...(/^(public|authenticated)-/.test(canned) ? [`bucket ACL ${canned}`] : []), ...granted];
}

/** AWS's default is open to everyone. */
function kubernetesOpenings(config: JsonObject): readonly string[] {
  if (config["endpoint_public_access"] === false) return [];
  const cidrs = textsOf(config["public_access_cidrs"]);
  return (cidrs.length === 0 ? ["0.0.0.0/0"] : cidrs).map((cidr) => `Kubernetes API reachable from ${cidr}`);
}

function apiOpenings(values: JsonObject): readonly string[] {
  const cors = blocksOf(values["cors_configuration"])[0];
  const origins = textsOf(objectOf(cors)["allow_origins"]).map((origin) => `CORS allows origin ${origin}`);
  return values["disable_execute_api_endpoint"] === true ? origins : ["default execute-api endpoint", ...origins];
}

function authorizationOf(values: JsonObject): string {
  return textOf(values["authorization_type"]) ?? "NONE";
}

function isInternetGateway(resource: Resource, route: JsonObject, planned: PlannedResources): boolean {
  const gateway = route["gateway_id"];
  return (
    textOf(gateway)?.startsWith("igw-") === true ||
    planned.resolve(resource, gateway, "aws_internet_gateway") !== undefined
  );
}

function internetRoute(route: JsonObject): string {
  const to =
    textOf(route["destination_cidr_block"]) ??
    textOf(route["cidr_block"]) ??
    textOf(route["destination_ipv6_cidr_block"]);
  return `route ${to ?? "::/0"} to an internet gateway`;
}
