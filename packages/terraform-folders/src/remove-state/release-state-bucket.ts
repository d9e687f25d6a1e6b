import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { StackFolder } from "@private-http-api/terraform-json";

const stateStack = z.looseObject({
  resource: z.looseObject({
    aws_s3_bucket: z.record(
      z.string(),
      z.looseObject({ lifecycle: z.looseObject({ prevent_destroy: z.boolean() }).partial().optional() }),
    ),
  }),
});

/** Allows Terraform to delete a state stack's bucket and its contents: changes the synthesized JSON, until the next synth. */
export function releaseStateBucket({ file }: StackFolder): void {
  const { data } = stateStack.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!data) return;
  for (const bucket of Object.values(data.resource.aws_s3_bucket)) {
    bucket["force_destroy"] = true;
    if (bucket.lifecycle) bucket.lifecycle.prevent_destroy = false;
  }
  writeFileSync(file, JSON.stringify(data, null, 2));
}
