/**
 * Versions of the AWS provider that the stacks accept: the lower end is what the end-to-end tests run, the upper end the
 * first major version that is untested. docs/versions.md says what was tested and how.
 */
export const AWS_PROVIDER_VERSIONS = { from: "5.100.0", before: "7.0.0" } as const;

/** Negative where the left version is the older one, positive where it is the newer, 0 where they are equal. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(".").map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
