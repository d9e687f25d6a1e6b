import type { BeforeAndAfter } from "../before-and-after";
import type { Danger } from "../danger/danger";
import { oncePer } from "../../plan/once-per";
import { Entries, type Way } from "./entries";
import type { TrafficChange } from "./traffic-change";

/** A service whose ways in are not those of before. */
interface EntryChange {
  readonly stack: string;
  readonly address: string;
  readonly name: string;
  readonly before: readonly Way[];
  readonly after: readonly Way[];
}

/**
 * Services that requests reach in another way. The stack of the services is applied before that of the API, or a resource of
 * one stack before another: what the routes lead over stays until they have moved, or nothing is answered in between.
 */
const changesOf = oncePer(({ before, after }: BeforeAndAfter): readonly EntryChange[] => {
  const [earlier, later] = [new Entries(before), new Entries(after)];
  return after.ofType("aws_ecs_service").flatMap((service): readonly EntryChange[] => {
    const known = before.same(service);
    if (known === undefined) return [];
    const ways = { before: earlier.of(known), after: later.of(service) };
    if (textOf(ways.before) === textOf(ways.after)) return [];
    return [{ stack: service.stack, address: service.address, name: after.nameOf(service), ...ways }];
  });
});

/** Whether no way that the routes lead over is there after the change, of a service that is still entered. */
function isCut({ before, after }: EntryChange): boolean {
  const used = before.filter(({ used }) => used);
  return used.length > 0 && after.length > 0 && !used.some((way) => after.some(({ key }) => key === way.key));
}

/** Services that are not answered from the time their entry goes until the API leads to the new one. */
export function cutEntries(sides: BeforeAndAfter): readonly Danger[] {
  return changesOf(sides)
    .filter(isCut)
    .map(({ stack, address, before, after }) => ({
      stack,
      address,
      what: "changed",
      holds: "traffic",
      level: "interrupts traffic",
      approval: true,
      never: false,
      because: `entered by ${textOf(before)} → ${textOf(after)}`,
      downtime:
        "requests fail from the time the old way goes until the API leads over the new one; keep the old one for one deploy (previousEntry in http-api.config.ts), and take it away with the next",
    }));
}

/** What goes, by identity, of ways that no route leads over, of services that are entered by another that stays. */
export function unusedParts(sides: BeforeAndAfter): ReadonlySet<string> {
  const parts = changesOf(sides)
    .filter(({ before, after }) => before.some((way) => way.used && after.some(({ key }) => key === way.key)))
    .flatMap(({ before }) => before.filter(({ used }) => !used).flatMap((way) => way.parts));
  return new Set(parts);
}

/** In which of two steps a change of entry is. */
export function entryChanges(sides: BeforeAndAfter): readonly TrafficChange[] {
  return changesOf(sides).flatMap((change): readonly TrafficChange[] => {
    const { before, after } = change;
    if (before.length === 0 || after.length === 0) return [];
    const step = stepOf(change);
    return [
      {
        change: "~",
        kind: "service",
        stack: change.stack,
        subject: change.name,
        attribute: "entry",
        before: textOf(before),
        after: step === undefined ? textOf(after) : `${textOf(after)} (${step})`,
      },
    ];
  });
}

function stepOf(change: EntryChange): string | undefined {
  const { before, after } = change;
  if (isCut(change)) return "in one step: requests fail until the API is applied";
  const [added, gone] = [missing(after, before), missing(before, after)];
  if (added.length > 0 && gone.length === 0)
    return "step 1 of 2: both stay while the API moves; the next deploy takes the old one away";
  return added.length === 0 && gone.length > 0 ? "step 2 of 2: the old one goes" : undefined;
}

function missing(ways: readonly Way[], others: readonly Way[]): readonly Way[] {
  return ways.filter(({ key }) => !others.some((other) => other.key === key));
}

function textOf(ways: readonly Way[]): string {
  return ways
    .map(({ text }) => text)
    .sort()
    .join(" and ");
}
