import { z } from "zod";
import { gotOrMissing } from "./issue-message";
import { bucketName, region } from "./names";

/** Where an environment's Terraform state is stored. */
export const stateSchema = z
  .union(
    [
      z.literal("local"),
      z.strictObject({
        bucketName: bucketName.meta({ description: "Name of the bucket that the state stack creates." }),
      }),
      z.strictObject({
        existingBucket: bucketName.meta({ description: "An existing bucket; there is no state stack then." }),
        region: region.optional().meta({ description: "Region of that bucket.", absent: "the environment's" }),
      }),
    ],
    {
      error: ({ input }) =>
        `${gotOrMissing(input)}; give "local", { bucketName: "…" } for a bucket to create, or { existingBucket: "…" } for one that exists`,
    },
  )
  .meta({
    description: "Where the Terraform state is stored.",
    absent: "a bucket `<name>-<environment>-<account>-<region>-tfstate`, created by the state stack",
    allowed: '`"local"`, `{ bucketName }`, `{ existingBucket, region }`',
  });
