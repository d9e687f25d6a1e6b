/** Longest prefix of a bucket's name: the provider adds 26 characters, and S3 allows 63. */
const LONGEST = 37;

/** Prefix of the name of the bucket that a load balancer logs to. */
export function logBucketPrefix(prefix: string): string {
  return `${prefix}-alb-logs-`.slice(0, LONGEST);
}
