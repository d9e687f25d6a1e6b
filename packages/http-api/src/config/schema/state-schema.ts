import { z } from "zod";
import { gotOrMissing } from "./issue-message";
import { bucketName, region } from "./names";

/** Where an environment's Terraform state lives. */
export const stateSchema = z
  .union(
    [
      z.literal("local"),
      z.strictObject({
        bucketName: bucketName.meta({ description: "Name for the bucket that the state stack makes." }),
      }),
      z.strictObject({
        existingBucket: bucketName.meta({ description: "A bucket that exists already; no state stack is made." }),
        region: region.optional().meta({ description: "Region of that bucket.", absent: "the environment's" }),
      }),
    ],
    {
      error: ({ input }) =>
        `${gotOrMissing(input)}; give "local", { bucketName: "…" } for a bucket to make, or { existingBucket: "…" } for one that is there`,
    },
  )
  .meta({
    description: "Where the Terraform state lives.",
    absent: "a bucket `<name>-<environment>-<account>-<region>-tfstate`, made by the state stack",
    allowed: '`"local"`, `{ bucketName }`, `{ existingBucket, region }`',
  });
