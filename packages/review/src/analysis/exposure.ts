import { asClassic } from "../plan/cloud-control";
import { isChanging } from "../plan/stack-plan";
import { identityOf, type PlannedResources, type Resource } from "../plan/planned-resources";
import { acceptedBy, type Accepted } from "./exposure/acceptance";
import { bodyParts, openRoutes, ROUTE_TYPES, widerReaches } from "./exposure/api-routes";
import { readAttributes } from "./exposure/attributes";
import { GRANTS, routesElsewhere, serverlessGrants, type Grant } from "./exposure/grants";
import { guardsOf, type Guard } from "./exposure/guards";
import { openingsOf } from "./exposure/openings";
import { pastTheApi } from "./exposure/private-link";
import { grantsOfOthers } from "./exposure/others";
import { isWithin } from "./network/addresses";
import { blocksOf } from "@private-http-api/terraform-json";
import type { BeforeAndAfter } from "./before-and-after";
import { ownAccounts } from "./own-accounts";
import { isNarrower, type Grade, type Who } from "./who";

export interface ExposureChange {
  readonly change: "+" | "-";
  readonly stack: string;
  readonly address: string;
  /** What is open: `public IP`, `route to an internet gateway`, `ANY /api/books without authorization`. */
  readonly what: string;
  /** Whether this opens something; closing it does not. */
  readonly broadens: boolean;
  /** Who gains; of interest where it broadens. */
  readonly who: Who;
  /** Whether what is gained is everything, a whole service, or the right to take more. */
  readonly administrator: boolean;
}

/** What reaches, or can be reached from, outside: public addresses, routes to the internet, entries without authorization. */
export function exposureChanges(sides: BeforeAndAfter): readonly ExposureChange[] {
  const rows = [
    ...openingChanges(sides),
    ...acceptanceChanges(sides),
    ...guardChanges(sides),
    ...attributeChanges(sides),
  ];
  const unique = [
    ...new Map(rows.map((row) => [`${row.change}|${row.stack}|${row.address}|${row.what}`, row])).values(),
  ];
  return [...unique.filter(({ change }) => change === "+"), ...unique.filter(({ change }) => change === "-")];
}

function rowOf(
  change: "+" | "-",
  resource: Resource,
  what: string,
  broadens: boolean,
  { who, administrator }: Grade,
): ExposureChange {
  return {
    change,
    stack: resource.stack,
    address: resource.address,
    what,
    broadens,
    who,
    administrator: administrator === true,
  };
}

function openingChanges(sides: BeforeAndAfter): readonly ExposureChange[] {
  const own = ownAccounts(sides);
  const before = openingsIn(sides.before, own);
  const after = openingsIn(sides.after, own);
  const admitted = addressesIn(before);
  // The first of a route's doors is its own; it takes what the others take too.
  const openBefore = new Map(
    [...before.values()].flatMap(({ doors, who }) => (doors?.[0] === undefined ? [] : [[doors[0], who] as const])),
  );
  function passed(doors: readonly string[], who: Who): boolean {
    return doors.some((door) => {
      const known = openBefore.get(door);
      return known !== undefined && !isNarrower(known, who);
    });
  }
  const come = [...after]
    .filter(([key]) => !before.has(key))
    .map(([, { resource, what, who, doors = [] }]) => {
      const wider = !isWithin(addressIn(what), admitted.get(shapeOf(resource, what)) ?? []) && !passed(doors, who);
      return rowOf("+", resource, what, wider, { who });
    });
  const gone = [...before]
    .filter(([key]) => !after.has(key))
    .map(([, { resource, what, who }]) => rowOf("-", resource, what, false, { who }));
  return [...come, ...gone];
}

const ADDRESS = /[\da-f]+[.:][\da-f.:]*\/\d+/;

function addressIn(what: string): string {
  return ADDRESS.exec(what)?.[0] ?? "";
}

/** What is open but for the addresses: of those, fewer than before open nothing. */
function shapeOf(resource: Resource, what: string): string {
  return `${identityOf(resource)}|${what.replace(ADDRESS, "*")}`;
}

function addressesIn(openings: ReadonlyMap<string, Opening>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { resource, what } of openings.values()) {
    const shape = shapeOf(resource, what);
    const known = found.get(shape);
    if (known === undefined) found.set(shape, [addressIn(what)]);
    else known.push(addressIn(what));
  }
  return found;
}

type Opening = Grant & { readonly resource: Resource; readonly doors?: readonly string[] };

function openingsIn(planned: PlannedResources, own: ReadonlySet<string>): ReadonlyMap<string, Opening> {
  const found = new Map<string, Opening>();
  function add(opening: Opening): void {
    found.set(`${identityOf(opening.resource)}|${opening.what}`, opening);
  }
  for (const resource of planned.resources) {
    const read = asClassic(resource);
    for (const grants of [
      ROUTE_TYPES.has(resource.type) ? [] : openingsOf(read, planned),
      GRANTS[read.type]?.(read.values, read, planned, own) ?? [],
      serverlessGrants(read, own),
      grantsOfOthers(resource),
      pastTheApi(resource, planned, own),
      routesOf(read).flatMap(routesElsewhere),
    ]) {
      for (const grant of grants) add({ ...grant, resource });
    }
  }
  for (const opening of openRoutes(planned, own)) add(opening);
  return found;
}

function routesOf({ type, values }: Resource): readonly Resource["values"][] {
  if (type === "aws_route") return [values];
  return /^aws_(default_)?route_table$/.test(type) ? blocksOf(values["route"]) : [];
}

/** Of what was there before and stays: whom it now lets pass, and whom no longer. */
function acceptanceChanges(sides: BeforeAndAfter): readonly ExposureChange[] {
  const own = ownAccounts(sides);
  const ofResources = sides.after.resources.flatMap((resource) => {
    const same = sides.before.same(resource);
    if (same === undefined) return [];
    return acceptanceRows(resource, "", acceptedBy(same, sides.before, own), acceptedBy(resource, sides.after, own));
  });
  const reached = widerReaches(sides, own).map(({ resource, what, who }) => rowOf("+", resource, what, true, { who }));
  const ofBodies = bodyParts(sides, own).flatMap(({ resource, name, before, after }) =>
    acceptanceRows(resource, `${name} `, before, after),
  );
  return [...ofResources, ...ofBodies, ...reached];
}

function acceptanceRows(
  resource: Resource,
  name: string,
  before: readonly Accepted[],
  after: readonly Accepted[],
): readonly ExposureChange[] {
  return [
    ...beyond(after, before).map(({ what, harmless, who }) =>
      rowOf("+", resource, name + what, harmless !== true, { who }),
    ),
    ...beyond(before, after).map(({ what, who }) => rowOf("-", resource, name + what, false, { who })),
  ];
}

/** What is accepted on one side and not on the other. */
function beyond(entries: readonly Accepted[], others: readonly Accepted[]): readonly Accepted[] {
  return entries.filter(({ kind, key, what }) => {
    const ofKind = others.filter((other) => other.kind === kind);
    // A kind that the other side has nothing of is no question there.
    if (what === "" || ofKind.length === 0) return false;
    return !ofKind.some((other) => other.everything === true || other.key === key);
  });
}

/** Guards that go while what they guard stays. */
function guardChanges(sides: BeforeAndAfter): readonly ExposureChange[] {
  const before = guardsIn(sides.before);
  const after = guardsIn(sides.after);
  return [...before.values()]
    .filter(({ key, target }) => !after.has(key) && (target === undefined || sides.after.same(target) !== undefined))
    .map(({ resource, without, target }) => rowOf("+", target ?? resource, without, true, { who: "anyone" }));
}

function guardsIn(planned: PlannedResources): ReadonlyMap<string, Guard> {
  return new Map(
    planned.resources.flatMap((resource) => guardsOf(resource, planned)).map((guard) => [guard.key, guard] as const),
  );
}

/** What attributes open, recognized by their names. */
function attributeChanges(sides: BeforeAndAfter): readonly ExposureChange[] {
  return sides.after.resources
    .filter(({ change }) => isChanging(change.action) && change.action !== "forget")
    .flatMap((resource) => {
      const { opened, closed } = readAttributes(sides.before.same(resource), resource, sides);
      if (opened.length + closed.length === 0) return [];
      return [
        ...opened.map(({ what, broadens, ...grade }) => rowOf("+", resource, what, broadens !== false, grade)),
        ...closed.map((what) => rowOf("-", resource, what, false, { who: "this account" })),
      ];
    });
}
