import type { TerraformStack } from "cdktf";

/**
 * What every stack asks for. The lower end of each provider's range is what the end-to-end tests run; the upper end
 * excludes a major version that nobody has tried. docs/versions.md says what was tested how.
 */
const REQUIRED = {
  /** S3 state locking without DynamoDB is generally available from 1.11 (Terraform's changelog). */
  terraform: ">= 1.11.0",
  aws: { from: "5.100.0", before: "7.0.0" },
} as const;

/**
 * Asks for ranges instead of the one version that the bindings were generated from, which is what CDKTF writes.
 * `required` grows with what the stack uses: see {@link ProviderVersions.requireAws}.
 */
export class ProviderVersions {
  private awsFrom: string = REQUIRED.aws.from;

  constructor(private readonly stack: TerraformStack) {
    stack.addOverride("terraform.required_version", REQUIRED.terraform);
    this.write();
  }

  /** Raises the lowest AWS provider of the stack, for what only newer ones have. @param version e.g. `6.4.0` */
  requireAws(version: string): void {
    if (compareVersions(version, this.awsFrom) <= 0) return;
    this.awsFrom = version;
    this.write();
  }

  private write(): void {
    const range = `>= ${this.awsFrom}, < ${REQUIRED.aws.before}`;
    this.stack.addOverride("terraform.required_providers.aws.version", range);
  }
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(".").map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
