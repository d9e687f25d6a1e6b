import { z } from "zod";
import { gotOrMissing } from "./issue-message";
import { region } from "./names";

const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
  error: "an S3 bucket name has 3 to 63 lower-case letters, digits, dots and hyphens",
});

/** Where an environment's Terraform state lives. */
export const stateSchema = z.union(
  [
    z.literal("local"),
    z.strictObject({
      /** Name for the bucket that the state stack makes. */
      bucketName,
    }),
    z.strictObject({
      /** A bucket that is there already; no state stack is made. */
      existingBucket: bucketName,
      /** @default the environment's Region */
      region: region.optional(),
    }),
  ],
  {
    error: ({ input }) =>
      `${gotOrMissing(input)}; give "local", { bucketName: "…" } for a bucket to make, or { existingBucket: "…" } for one that is there`,
  },
);
