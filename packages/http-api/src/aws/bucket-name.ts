/** Prefixes that S3 reserves. */
export const RESERVED_BUCKET_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/**
 * What is wrong with the name of a general purpose bucket, as the end of a sentence; `undefined` for nothing [Amazon S3
 * User Guide, "General purpose bucket naming rules"].
 */
export function bucketNameFault(name: string): string | undefined {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    return "an S3 bucket name has 3 to 63 lower-case letters, digits, dots and hyphens, and begins and ends with a letter or digit";
  }
  if (name.includes("..")) return "an S3 bucket name must not contain two adjacent dots";
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return "an S3 bucket name must not be formatted as an IP address";
  const prefix = RESERVED_BUCKET_PREFIXES.find((start) => name.startsWith(start));
  if (prefix !== undefined) return `S3 reserves names that begin with "${prefix}"; give another`;
  const suffix = SUFFIXES.find((end) => name.endsWith(end));
  return suffix === undefined ? undefined : `S3 reserves names that end in "${suffix}"; give another`;
}
