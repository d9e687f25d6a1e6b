import { textOf } from "@private-http-api/terraform-json";
import type { Danger } from "./danger";
import type { BeforeAndAfter } from "../before-and-after";

/**
 * The end of a bucket that holds Terraform's states is no danger like others: without them nothing that was deployed can
 * be changed or destroyed again. A bucket of which that is not known is reported as unknown.
 */
export function stateBucketDangers(
  dangers: readonly Danger[],
  sides: BeforeAndAfter,
  given: ReadonlySet<string>,
): readonly Danger[] {
  const known = new Set([...given, ...sides.plans.flatMap(({ stateBuckets }) => stateBuckets ?? [])]);
  const names = new Map(
    sides.before
      .ofType("aws_s3_bucket", "awscc_s3_bucket")
      .map((bucket) => [
        `${bucket.stack}|${bucket.address}`,
        textOf(bucket.values["bucket"]) ?? textOf(bucket.values["bucket_name"]) ?? textOf(bucket.values["id"]),
      ]),
  );
  return dangers.map((danger) => {
    if (danger.what !== "destroyed" && danger.what !== "replaced") return danger;
    const key = `${danger.stack}|${danger.address}`;
    if (!names.has(key)) return danger;
    const name = names.get(key);
    if (name !== undefined && known.has(name)) {
      return { ...danger, approval: true, never: true, downtime: `it holds Terraform's states: ${LOST}` };
    }
    if (known.size > 0) return danger;
    return { ...danger, downtime: `${danger.downtime}; whether it holds Terraform states is not known` };
  });
}

const LOST = "without them nothing deployed can be changed or destroyed again. Never accept this";
