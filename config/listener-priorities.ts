import { createHash } from "node:crypto";
import { depth } from "./schema/service-path";
import type { Service } from "./config";

/**
 * Priorities from 1 to 50,000, cut into bands by the depth of a path: deeper paths come first, because a path can only
 * lie below a shorter one. The bands of one to three segments, where most services are, are the wide ones.
 */
const BANDS: readonly { readonly depth: number; readonly first: number; readonly size: number }[] = [
  { depth: 1, first: 38_001, size: 12_000 },
  { depth: 2, first: 26_001, size: 12_000 },
  { depth: 3, first: 14_001, size: 12_000 },
  ...Array.from({ length: 7 }, (_, index) => ({ depth: 4 + index, first: 12_001 - index * 2_000, size: 2_000 })),
];

/** Deepest path that has a band. */
export const MAX_DEPTH = 10;

/**
 * The priority of every service's listener rule. It comes from the service's own path and name, so that it stays when
 * others come and go; of two that fall on one number, the later in the config moves to the next that is free.
 */
export function listenerPriorities(services: readonly Service[]): ReadonlyMap<string, number> {
  const taken = new Set(services.flatMap(({ listenerRulePriority }) => listenerRulePriority ?? []));
  return new Map(
    services.map((service) => {
      const priority = service.listenerRulePriority ?? nextFree(service, taken);
      taken.add(priority);
      return [service.name, priority];
    }),
  );
}

function nextFree({ name, path }: Service, taken: ReadonlySet<number>): number {
  const band = BANDS.find((candidate) => candidate.depth === depth(path));
  if (!band) throw new RangeError(`no listener rule priority for a path of ${String(depth(path))} segments: ${path}`);
  const start = createHash("sha256").update(name).digest().readUInt32BE(0) % band.size;
  for (let step = 0; step < band.size; step++) {
    const priority = band.first + ((start + step) % band.size);
    if (!taken.has(priority)) return priority;
  }
  throw new RangeError(`no free listener rule priority for ${path}`);
}
