import { textsOf } from "@private-http-api/terraform-json/values";
import type { SynthesizedResource } from "./synthesized-resource";

/** What says, in a bucket's stack, how the bucket is encrypted. */
export function bucketEncryption(bucket: SynthesizedResource): readonly SynthesizedResource[] {
  return bucket
    .inStack("aws_s3_bucket_server_side_encryption_configuration")
    .filter(({ attributes }) =>
      textsOf(attributes["bucket"]).some((reference) => reference.includes(`${bucket.address}.`)),
    );
}
