import { load, type LoadProps, type LoadResult } from "./load";
import { median } from "./statistics";

/** Number of rounds, each of which measures every candidate; the median counts. */
const ROUNDS = 5;
const SECONDS = 2;

/** Measures the candidates in turn, so that other work of the machine affects all of them. */
export async function compare<Name extends string>(
  candidates: Readonly<Record<Name, string>>,
  { inFlight }: Pick<LoadProps, "inFlight">,
): Promise<Readonly<Record<Name, LoadResult>>> {
  const names = Object.keys(candidates) as Name[];
  const results = new Map<Name, LoadResult[]>(names.map((name) => [name, []]));
  for (const name of names) await load({ url: candidates[name], inFlight, seconds: 1 });
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names)
      results.get(name)?.push(await load({ url: candidates[name], inFlight, seconds: SECONDS }));
  }
  function middle(name: Name, pick: (result: LoadResult) => number): number {
    return median((results.get(name) ?? []).map(pick));
  }
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        requestsPerSecond: middle(name, ({ requestsPerSecond }) => requestsPerSecond),
        p50Milliseconds: middle(name, ({ p50Milliseconds }) => p50Milliseconds),
        p99Milliseconds: middle(name, ({ p99Milliseconds }) => p99Milliseconds),
      },
    ]),
  ) as Record<Name, LoadResult>;
}
