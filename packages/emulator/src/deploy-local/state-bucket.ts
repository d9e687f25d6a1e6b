import type { SynthesizedStack } from "../synthesis/synthesis";

/**
 * Makes the state bucket of an environment that names an existing one, which on an emulator nobody made before.
 * @param endpoint of the emulator
 */
export async function ensureStateBucket(
  stacks: readonly SynthesizedStack[],
  endpoint: string,
  signal?: AbortSignal,
): Promise<void> {
  const s3 = stacks.flatMap(({ template }) => template.terraform.backend.s3 ?? [])[0];
  const made = stacks.flatMap(({ template }) => Object.values(template.resource.aws_s3_bucket));
  if (s3 === undefined || made.some(({ bucket }) => bucket === s3.bucket)) return;
  // The emulator reads account, Region and service from the credential scope and checks no signature.
  const scope = `emulator/20260101/${s3.region}/s3/aws4_request`;
  const response = await fetch(`${endpoint}/${s3.bucket}`, {
    method: "PUT",
    signal: signal ?? null,
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` },
    ...(s3.region === "us-east-1" ? {} : { body: locationConstraint(s3.region) }),
  });
  // 409: it is there already.
  if (!response.ok && response.status !== 409) {
    throw new Error(`the emulator did not make the state bucket ${s3.bucket}: ${await response.text()}`);
  }
}

function locationConstraint(region: string): string {
  return `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
}
