import { objectOf, type StackFile, textOf } from "@private-http-api/terraform-json";

/**
 * Creates the state bucket for an environment that names an existing one, because the emulator is empty at its start.
 * @param endpoint of the emulator
 */
export async function ensureStateBucket(
  stacks: readonly StackFile[],
  endpoint: string,
  signal?: AbortSignal,
): Promise<void> {
  const s3 = stacks.flatMap(({ json }) => objectOf(objectOf(json["terraform"])["backend"])["s3"] ?? [])[0];
  const bucket = textOf(objectOf(s3)["bucket"]);
  const region = textOf(objectOf(s3)["region"]) ?? "us-east-1";
  const made = stacks.flatMap(({ json }) => Object.values(objectOf(objectOf(json["resource"])["aws_s3_bucket"])));
  if (bucket === undefined || made.some((one) => objectOf(one)["bucket"] === bucket)) return;
  // The emulator reads account, Region and service from the credential scope and checks no signature.
  const scope = `emulator/20260101/${region}/s3/aws4_request`;
  const response = await fetch(`${endpoint}/${bucket}`, {
    method: "PUT",
    signal: signal ?? null,
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` },
    ...(region === "us-east-1" ? {} : { body: locationConstraint(region) }),
  });
  // 409: it already exists.
  if (!response.ok && response.status !== 409) {
    throw new Error(`the emulator did not create the state bucket ${bucket}: ${await response.text()}`);
  }
}

function locationConstraint(region: string): string {
  return `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
}
