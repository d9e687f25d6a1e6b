import { blocksOf, objectOf, textOf, textsOf, type JsonObject } from "../plan/json";
import { identityOf, type Resource, type World } from "../plan/world";
import type { Worlds } from "./worlds";

export interface ExposureChange {
  readonly change: "+" | "-";
  readonly stack: string;
  readonly address: string;
  /** What is open: `public IP`, `route to an internet gateway`, `ANY /api/books without authorization`. */
  readonly what: string;
  /** Whether this opens something; closing it does not. */
  readonly broadens: boolean;
}

/** What reaches, or can be reached from, outside: public addresses, ways to the internet, doors without a lock. */
export const exposureChanges = (worlds: Worlds): readonly ExposureChange[] => {
  const before = exposuresOf(worlds.before);
  const after = exposuresOf(worlds.after);
  const rows = (change: "+" | "-", from: typeof after, other: typeof after): readonly ExposureChange[] =>
    [...from]
      .filter(([key]) => !other.has(key))
      .map(([, { resource, what }]) => ({
        change,
        stack: resource.stack,
        address: resource.address,
        what,
        broadens: change === "+",
      }));
  return [...rows("+", after, before), ...rows("-", before, after)];
};

const exposuresOf = (world: World): ReadonlyMap<string, { resource: Resource; what: string }> =>
  new Map(
    world.resources.flatMap((resource) =>
      openings(resource, world).map((what) => [`${identityOf(resource)}|${what}`, { resource, what }] as const),
    ),
  );

const PUBLIC_ACCESS_FLAGS = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
];

/** Settings that open something when they are true, by resource type. */
const OPEN_WHEN_TRUE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_subnet: { map_public_ip_on_launch: "public IPs for everything started in it" },
  aws_instance: { associate_public_ip_address: "public IP" },
  aws_db_instance: { publicly_accessible: "database reachable from the internet" },
  aws_rds_cluster_instance: { publicly_accessible: "database reachable from the internet" },
  aws_redshift_cluster: { publicly_accessible: "database reachable from the internet" },
};

const openings = (resource: Resource, world: World): readonly string[] => {
  const { values } = resource;
  const flags = Object.entries(OPEN_WHEN_TRUE[resource.type] ?? {})
    .filter(([attribute]) => values[attribute] === true)
    .map(([, what]) => what);
  return [...flags, ...openingsOfType(resource, values, world)];
};

const openingsOfType = (resource: Resource, values: JsonObject, world: World): readonly string[] => {
  switch (resource.type) {
    case "aws_ecs_service":
      return blocksOf(values["network_configuration"]).some((block) => block["assign_public_ip"] === true)
        ? ["public IP for its tasks"]
        : [];
    case "aws_lb":
    case "aws_alb":
      return values["internal"] === true ? [] : ["load balancer reachable from the internet"];
    case "aws_eip":
      return ["public IP"];
    case "aws_route":
      return isInternetGateway(resource, values, world) ? [internetRoute(values)] : [];
    case "aws_route_table":
    case "aws_default_route_table":
      return blocksOf(values["route"])
        .filter((route) => isInternetGateway(resource, route, world))
        .map(internetRoute);
    case "aws_s3_bucket_public_access_block":
    case "aws_s3_account_public_access_block":
      return PUBLIC_ACCESS_FLAGS.filter((flag) => values[flag] !== true).map((flag) => `public access: ${flag} is off`);
    case "aws_s3_bucket":
      return hasPublicAccessBlock(resource, world) ? [] : ["no public access block for the bucket"];
    case "aws_s3_bucket_acl":
      return textOf(values["acl"])?.startsWith("public") === true ? [`bucket ACL ${textOf(values["acl"]) ?? ""}`] : [];
    case "aws_apigatewayv2_route":
      return authorizationOf(values) === "NONE" ? [`${textOf(values["route_key"]) ?? ""} without authorization`] : [];
    case "aws_api_gateway_method":
      return textOf(values["authorization"]) === "NONE" ? ["method without authorization"] : [];
    case "aws_lambda_function_url":
      return textOf(values["authorization_type"]) === "NONE" ? ["function URL without authorization"] : [];
    case "aws_apigatewayv2_api":
      return apiOpenings(values);
    default:
      return [];
  }
};

const apiOpenings = (values: JsonObject): readonly string[] => {
  const cors = blocksOf(values["cors_configuration"])[0];
  const origins = textsOf(objectOf(cors)["allow_origins"]).map((origin) => `CORS allows origin ${origin}`);
  return values["disable_execute_api_endpoint"] === true ? origins : ["default execute-api endpoint", ...origins];
};

export const authorizationOf = (values: JsonObject): string => textOf(values["authorization_type"]) ?? "NONE";

const isInternetGateway = (resource: Resource, route: JsonObject, world: World): boolean => {
  const gateway = route["gateway_id"];
  return (
    textOf(gateway)?.startsWith("igw-") === true ||
    world.resolve(resource, gateway, "aws_internet_gateway") !== undefined
  );
};

const internetRoute = (route: JsonObject): string => {
  const to =
    textOf(route["destination_cidr_block"]) ??
    textOf(route["cidr_block"]) ??
    textOf(route["destination_ipv6_cidr_block"]);
  return `route ${to ?? "::/0"} to an internet gateway`;
};

const blockedBuckets = new WeakMap<World, ReadonlySet<Resource | undefined>>();

const hasPublicAccessBlock = (bucket: Resource, world: World): boolean => {
  const known =
    blockedBuckets.get(world) ??
    new Set(
      world
        .ofType("aws_s3_bucket_public_access_block")
        .map((block) => world.resolve(block, block.values["bucket"], "aws_s3_bucket")),
    );
  blockedBuckets.set(world, known);
  return known.has(bucket);
};
