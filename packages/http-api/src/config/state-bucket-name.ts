import type { Environment } from "./config";

/** Bucket of an environment's state; `undefined` where the state is local. */
export function stateBucketName(
  application: string,
  { state, name, account, region }: Environment,
): string | undefined {
  if (state === "local") return undefined;
  if (state === undefined) return `${application}-${name}-${account}-${region}-tfstate`;
  return "bucketName" in state ? state.bucketName : state.existingBucket;
}
