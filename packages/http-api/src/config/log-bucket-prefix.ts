/** What the provider takes as the beginning of a bucket's name: it adds 26 characters, and S3 takes 63. */
const LONGEST = 37;

/** Beginning of the name of the bucket that a load balancer logs to. */
export function logBucketPrefix(prefix: string): string {
  return `${prefix}-alb-logs-`.slice(0, LONGEST);
}
