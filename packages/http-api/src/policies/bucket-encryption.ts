import { textsOf } from "@private-http-api/terraform-json/values";
import type { SynthesizedResource } from "./synthesized-resource";

/** The resources of a bucket's stack that configure its encryption. */
export function bucketEncryption(bucket: SynthesizedResource): readonly SynthesizedResource[] {
  return bucket
    .inStack("aws_s3_bucket_server_side_encryption_configuration")
    .filter(({ attributes }) =>
      textsOf(attributes["bucket"]).some((reference) => reference.includes(`${bucket.address}.`)),
    );
}
