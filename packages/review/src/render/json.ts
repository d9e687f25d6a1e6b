import type { z } from "zod";
import type { Scrubbed } from "../plan/scrubbed";
import type { Review } from "../review";
import type { reviewSchema } from "./review-schema";

/** Fails to compile where the review and its schema part. */
type Documented = Readonly<Omit<z.output<typeof reviewSchema>, "schemaVersion">>;

/** The review for programs, as `review-schema.ts` documents it. */
export function renderJson(review: Scrubbed<Review>): string {
  const documented: DeepReadonly<Documented> = review;
  return `${JSON.stringify({ schemaVersion: 1, ...documented }, null, 2)}\n`;
}

type DeepReadonly<T> = T extends readonly (infer U)[]
  ? readonly DeepReadonly<U>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
