import { identityOf, type Resource, type PlannedResources } from "../plan/planned-resources";
import { acceptedBy, type Accepted } from "./exposure/acceptance";
import { guardsOf, type Guard } from "./exposure/guards";
import { openingsOf } from "./exposure/openings";
import type { BeforeAndAfter } from "./before-and-after";

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
export const exposureChanges = (sides: BeforeAndAfter): readonly ExposureChange[] => {
  const rows = [...openingChanges(sides), ...acceptanceChanges(sides), ...guardChanges(sides)];
  return [...rows.filter(({ change }) => change === "+"), ...rows.filter(({ change }) => change === "-")];
};

const rowOf = (change: "+" | "-", resource: Resource, what: string, broadens: boolean): ExposureChange => ({
  change,
  stack: resource.stack,
  address: resource.address,
  what,
  broadens,
});

const openingChanges = (sides: BeforeAndAfter): readonly ExposureChange[] => {
  const before = openingsIn(sides.before);
  const after = openingsIn(sides.after);
  const rows = (change: "+" | "-", from: typeof after, other: typeof after): readonly ExposureChange[] =>
    [...from]
      .filter(([key]) => !other.has(key))
      .map(([, { resource, what }]) => rowOf(change, resource, what, change === "+"));
  return [...rows("+", after, before), ...rows("-", before, after)];
};

const openingsIn = (planned: PlannedResources): ReadonlyMap<string, { resource: Resource; what: string }> =>
  new Map(
    planned.resources.flatMap((resource) =>
      openingsOf(resource, planned).map((what) => [`${identityOf(resource)}|${what}`, { resource, what }] as const),
    ),
  );

/** Of what was there before and stays: whom it now lets pass, and whom no longer. */
const acceptanceChanges = (sides: BeforeAndAfter): readonly ExposureChange[] => {
  const earlier = new Map(sides.before.resources.map((resource) => [identityOf(resource), resource]));
  return sides.after.resources.flatMap((resource) => {
    const same = earlier.get(identityOf(resource));
    if (same === undefined) return [];
    const before = acceptedBy(same, sides.before);
    const after = acceptedBy(resource, sides.after);
    return [
      ...beyond(after, before).map(({ what, harmless }) => rowOf("+", resource, what, harmless !== true)),
      ...beyond(before, after).map(({ what }) => rowOf("-", resource, what, false)),
    ];
  });
};

/** What is accepted on one side and not on the other. */
const beyond = (entries: readonly Accepted[], others: readonly Accepted[]): readonly Accepted[] =>
  entries.filter(({ kind, key, what }) => {
    const ofKind = others.filter((other) => other.kind === kind);
    // A kind that the other side has nothing of is no question there.
    if (what === "" || ofKind.length === 0) return false;
    return !ofKind.some((other) => other.everything === true || other.key === key);
  });

/** Guards that go while what they guard stays. */
const guardChanges = (sides: BeforeAndAfter): readonly ExposureChange[] => {
  const before = guardsIn(sides.before);
  const after = guardsIn(sides.after);
  const staying = new Set(sides.after.resources.map(identityOf));
  return [...before.values()]
    .filter(({ key, target }) => !after.has(key) && (target === undefined || staying.has(identityOf(target))))
    .map(({ resource, without }) => rowOf("+", resource, without, true));
};

const guardsIn = (planned: PlannedResources): ReadonlyMap<string, Guard> =>
  new Map(
    planned.resources.flatMap((resource) => guardsOf(resource, planned)).map((guard) => [guard.key, guard] as const),
  );
