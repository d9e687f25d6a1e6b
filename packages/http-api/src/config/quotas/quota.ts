import type { Environment, Service } from "../config";
import { isEnteredBy } from "../entries";
import type { Place } from "../place";

/** A quota of AWS, and how much of it an environment uses. */
export interface Quota {
  /** Name in the ledger, and in `quotas` where the quota can be raised. */
  readonly key: string;
  /** What is counted, in the plural: `routes`. */
  readonly what: string;
  /** What the quota is counted per, e.g. `API`. */
  readonly per: string;
  /** Whether the environments of one account, or of one account and Region, share it. @default each has its own */
  readonly shared?: "account" | "region";
  /** AWS's default. */
  readonly limit: number;
  readonly raisable: boolean;
  /** AWS's default varies by account: use is shown, and refused only where `quotas` sets a number. @default false */
  readonly varies?: boolean;
  /** Page of AWS's documentation. */
  readonly source: string;
  /** What to change in the config. */
  readonly remedy: string;
  /** One use per thing that has a limit of its own. */
  readonly uses: (environment: Environment, at: Place) => readonly Use[];
}

/** How much of a quota one thing uses. */
export interface Use {
  readonly count: number;
  /** Place in the config that decides the count. */
  readonly path: readonly PropertyKey[];
  /** What has them, where there are several: a service, a group. */
  readonly of?: string;
  /** Who has most of them. */
  readonly detail?: string;
}

/** Services behind one kind of entry point, including those that leave it with this deploy. */
export function behind({ services }: Environment, kind: Service["integration"]): readonly Service[] {
  return services.filter((service) => isEnteredBy(service, kind));
}

/** Most tasks that a service may have outside a rollout. */
export function mostTasks({ scaling, desiredCount }: Service): number {
  if (!scaling) return desiredCount;
  return Math.max(scaling.max, ...Object.values(scaling.scheduledActions).map(({ max = 0 }) => max));
}

/** `a has 12, b has 4 and 3 others share the rest`: who has most of something. */
export function mostOf(owners: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const named = [...counts].sort(([, a], [, b]) => b - a).slice(0, 5);
  const rest = counts.size - named.length;
  const text = named.map(([owner, count]) => `${owner} has ${String(count)}`).join(", ");
  return rest > 0 ? `${text} and ${String(rest)} others share the rest` : text;
}
