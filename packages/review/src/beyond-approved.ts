import { z } from "zod";
import { CIRCLES, type Who } from "./analysis/who";
import { FATES } from "./analysis/resources";
import { DANGER_LEVELS } from "./analysis/danger/level";
import type { Review } from "./review";

/** The parts of a review that were approved, as `renderJson` writes them. */
export const approvedSchema = z.object({
  resources: z.array(z.object({ stack: z.string(), address: z.string(), fate: z.enum(FATES) })),
  danger: z.array(z.object({ stack: z.string(), address: z.string(), level: z.enum(DANGER_LEVELS) })),
  iam: z.array(
    z.object({
      stack: z.string(),
      owner: z.string(),
      effect: z.string(),
      action: z.array(z.string()),
      broadens: z.boolean(),
      who: z.enum(CIRCLES),
      administrator: z.boolean(),
    }),
  ),
  network: z.array(
    z.object({
      stack: z.string(),
      group: z.string(),
      direction: z.string(),
      protocol: z.string(),
      ports: z.string(),
      broadens: z.boolean(),
      who: z.enum(CIRCLES),
    }),
  ),
  exposure: z.array(
    z.object({
      stack: z.string(),
      address: z.string(),
      what: z.string(),
      broadens: z.boolean(),
      who: z.enum(CIRCLES),
      administrator: z.boolean(),
    }),
  ),
  notJudged: z.array(z.object({ question: z.string(), stack: z.string(), address: z.string() })),
  events: z.array(z.object({ kind: z.string(), stack: z.string(), address: z.string() })),
});

export type Approved = z.output<typeof approvedSchema>;

/** One thing to say yes to. `key` names it; `weight` is how much of it there is, more than was approved is more. */
interface Item {
  readonly key: string;
  readonly text: string;
  readonly weight: number;
}

/** A plan that is known better may do less: keep what it was to replace, or do nothing to it. */
const WEIGHT_OF_FATE: Readonly<Record<(typeof FATES)[number], number>> = {
  destroy: 4,
  replace: 3,
  create: 2,
  update: 1,
  forget: 1,
  import: 0,
  move: 0,
};

/** What a role of this plan or of this account gains is one circle: an ARN that has become known adds nothing. */
function width(who: Who): number {
  const circle = who === "this plan" ? "this account" : who;
  return CIRCLES.length - CIRCLES.indexOf(circle);
}

function itemsOf(review: Approved): readonly Item[] {
  function gains<T extends { readonly broadens: boolean; readonly who: Who; readonly administrator?: boolean }>(
    rows: readonly T[],
    name: (row: T) => string,
  ): readonly Item[] {
    return rows
      .filter(({ broadens }) => broadens)
      .map((row) => {
        const forWhom = `${row.who}${row.administrator === true ? ", an administrator" : ""}`;
        const text = `${name(row)}: more access for ${forWhom}`;
        return { key: name(row), text, weight: width(row.who) + (row.administrator === true ? CIRCLES.length : 0) };
      });
  }
  return [
    ...review.resources.map(({ stack, address, fate }) => {
      // Destroying and creating are nothing that another action is a lesser form of.
      const kind = fate === "destroy" || fate === "create" || fate === "forget" ? fate : "change";
      return { key: `${stack} ${address} ${kind}`, text: `${stack} ${address}: ${fate}`, weight: WEIGHT_OF_FATE[fate] };
    }),
    ...review.danger.map(({ stack, address, level }) => ({
      key: `danger ${stack} ${address}`,
      text: `${stack} ${address}: ${level}`,
      weight: DANGER_LEVELS.length - DANGER_LEVELS.indexOf(level),
    })),
    ...gains(review.iam, ({ stack, owner, effect, action }) => `${stack} ${owner} ${effect} ${action.join(", ")}`),
    ...gains(
      review.network,
      ({ stack, group, direction, protocol, ports }) => `${stack} ${group} ${direction} ${protocol} ${ports}`,
    ),
    ...gains(review.exposure, ({ stack, address, what }) => `${stack} ${address} ${what}`),
    ...review.notJudged
      .filter(({ question }) => question !== "cost")
      .map(({ question, stack, address }) => {
        const text = `${stack} ${address}: not judged for ${question}`;
        return { key: text, text, weight: 0 };
      }),
    ...review.events.map(({ kind, stack, address }) => {
      const text = `${stack} ${address}: ${kind}`;
      return { key: text, text, weight: 0 };
    }),
  ];
}

/**
 * What a review has that an approved one has not: actions, and findings that a human may want to say no to.
 *
 * @returns one line each; empty where all of it was approved
 */
export function beyondApproved(approved: Approved, now: Pick<Review, keyof Approved>): readonly string[] {
  const allowed = new Map<string, number>();
  for (const { key, weight } of itemsOf(approved)) allowed.set(key, Math.max(weight, allowed.get(key) ?? 0));
  return itemsOf(approvedSchema.parse(now))
    .filter(({ key, weight }) => weight > (allowed.get(key) ?? -1))
    .map(({ text }) => text);
}
