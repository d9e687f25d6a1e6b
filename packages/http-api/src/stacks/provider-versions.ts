import type { TerraformStack } from "cdktf";
import { AWS_PROVIDER_VERSIONS, compareVersions } from "../aws/provider-versions";

/** S3 state locking without DynamoDB is generally available from 1.11 (Terraform's changelog). */
const TERRAFORM = ">= 1.11.0";

/**
 * Asks for ranges instead of the one version that the bindings were generated from, which is what CDKTF writes.
 * `required` grows with what the stack uses: see {@link ProviderVersions.requireAws}.
 */
export class ProviderVersions {
  private awsFrom: string = AWS_PROVIDER_VERSIONS.from;

  constructor(private readonly stack: TerraformStack) {
    stack.addOverride("terraform.required_version", TERRAFORM);
    this.write();
  }

  /** Raises the lowest AWS provider of the stack, for what only newer ones have. @param version e.g. `6.4.0` */
  requireAws(version: string): void {
    if (compareVersions(version, this.awsFrom) <= 0) return;
    this.awsFrom = version;
    this.write();
  }

  private write(): void {
    const range = `>= ${this.awsFrom}, < ${AWS_PROVIDER_VERSIONS.before}`;
    this.stack.addOverride("terraform.required_providers.aws.version", range);
  }
}
