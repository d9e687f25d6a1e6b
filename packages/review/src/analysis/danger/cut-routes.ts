import { blocksOf, textOf, type JsonObject } from "@private-http-api/terraform-json";
import { classicType } from "../../plan/cloud-control";
import { oncePer } from "../../plan/once-per";
import { identityOf, type PlannedResources, type Resource } from "../../plan/planned-resources";
import { push } from "../../plan/push";
import type { ResourceChange } from "../../plan/stack-plan";
import type { BeforeAndAfter } from "../before-and-after";
import { isWithin } from "../network/addresses";
import type { WorseSetting } from "./worse-setting";

const TABLES = ["aws_route_table", "aws_default_route_table", "awscc_ec2_route_table"];

/**
 * Networks that a route table leads to no longer, though the table stays: packets to them are dropped.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */
export function cutRoutes(change: ResourceChange, sides: BeforeAndAfter): readonly WorseSetting[] {
  if (change.before === undefined || change.deposed || change.action === "no-op" || change.action === "forget")
    return [];
  const { stack, address, type, before } = change;
  const was = routesOf({ stack, address, type, values: before, change }, sides.before);
  if (was === undefined || typeof change.after?.["route"] === "string") return [];
  const left = destinationsOf(sides.after).get(was.table) ?? [];
  if (tablesOf(sides.before).has(was.table) && !tablesOf(sides.after).has(was.table)) return [];
  return was.destinations
    .filter((destination) => !left.includes(destination) && !isWithin(destination, left))
    .map((destination) => ({
      level: "interrupts traffic",
      because: `no route to ${destination}`,
      expect: "packets to it are dropped",
    }));
}

/** Identities of the tables. */
const tablesOf = oncePer(
  (planned: PlannedResources): ReadonlySet<string> => new Set(planned.ofType(...TABLES).map(identityOf)),
);

interface Routes {
  /** Identity of the table, or its id where no plan has it. */
  readonly table: string;
  readonly destinations: readonly string[];
}

function routesOf(resource: Resource, planned: PlannedResources): Routes | undefined {
  const { type, values } = resource;
  if (classicType(type) === "aws_route") {
    const id = values["route_table_id"];
    const table = planned.resolve(resource, id, ...TABLES);
    return {
      table: table === undefined ? (textOf(id) ?? "") : identityOf(table),
      destinations: destinationsIn(values),
    };
  }
  if (!TABLES.includes(type)) return undefined;
  return { table: identityOf(resource), destinations: blocksOf(values["route"]).flatMap(destinationsIn) };
}

/** A route whose target is gone drops packets already. */
function destinationsIn(route: JsonObject): readonly string[] {
  if (route["state"] === "blackhole") return [];
  return [
    ...["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
    ...["cidr_block", "ipv6_cidr_block"],
  ].flatMap((key) => textOf(route[key]) || []);
}

/** Destinations by table. */
const destinationsOf = oncePer((planned: PlannedResources): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const resource of planned.resources) {
    const routes = routesOf(resource, planned);
    if (routes === undefined) continue;
    for (const destination of routes.destinations) push(found, routes.table, destination);
  }
  return found;
});
